import { beforeAll, describe, expect, it } from 'vitest'
import { ada, dan, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })

beforeAll(async () => {
  await world().stopRelay()
  await world().stopWorker()
})

const heading = Object.keys(ada)
const line = (contact: object) => Object.values(contact)
const table = (rows: readonly (readonly unknown[])[], separator = ',', end = '\r\n') =>
  rows.map((row) => row.join(separator)).join(end) + end
const plain = table([heading, line(ada), line(dan)])

async function upload(id: string, body: string | Buffer) {
  const headers = { authorization: `Bearer ${world().keys.partner}`, 'content-type': 'text/csv; charset=utf-8' }
  const answer = await world().app.inject({
    method: 'PUT',
    url: `/v1/engagements/${id}/contacts`,
    headers,
    payload: body,
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function named(id: string): Promise<readonly Record<string, unknown>[]> {
  return (await portal(world()).call('GET', `/v1/engagements/${id}/contacts`)).body.contacts
}

let files = 0
async function openOne(): Promise<string> {
  files += 1
  return portal(world()).open(`csv-${files}`)
}

function utf16(text: string, { bigEndian }: { bigEndian: boolean }): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

const spelt = 'First Name;LAST_NAME;e-mail;Country;survey eligible;Survey-Language;Service'
const reversed = table([heading.toReversed(), line(ada).toReversed(), line(dan).toReversed()])
const extra = table([
  ['id', ...heading, 'phone'],
  ['7', ...line(ada), '+49 170'],
  ['8', ...line(dan), '=1+1'],
])

describe('a table of contacts', () => {
  it.each([
    ['with commas', plain],
    ['with semicolons', table([heading, line(ada), line(dan)], ';')],
    ['with tabs', table([heading, line(ada), line(dan)], '\t')],
    ['with the line ends of Unix', table([heading, line(ada), line(dan)], ',', '\n')],
    ['with the line ends of old Macs', table([heading, line(ada), line(dan)], ',', '\r')],
    ['without an end to its last line', plain.trimEnd()],
    ['with blank lines and blank fields around', `${plain}\r\n\r\n`.replaceAll(',', ' , ')],
    ['in UTF-8 with a mark', `\ufeff${plain}`],
    ['in UTF-16, low byte first', utf16(plain, { bigEndian: false })],
    ['in UTF-16, high byte first', utf16(table([heading, line(ada), line(dan)], '\t'), { bigEndian: true })],
    ['with everything quoted', table([heading, line(ada), line(dan)].map((row) => row.map((cell) => `"${cell}"`)))],
    ['with headings in other spellings', `${spelt}\r\n${table([line(ada), line(dan)], ';')}`],
    ['in another order', reversed],
    ['with more columns than we know', extra],
    ['with fields too many', plain.replaceAll('Exchange', 'Exchange,,')],
  ])('[FT-06] is read %s', async (_, file) => {
    const id = await openOne()

    expect(await upload(id, file)).toEqual({ status: 200, body: { accepted: 2, rejected: [] } })
    expect(await named(id)).toMatchObject([
      { email: ada.email, firstName: 'Ada', surveyEligible: true, surveyLanguage: 'en-US', status: 'named' },
      { email: dan.email, firstName: 'Dan', surveyEligible: true, surveyLanguage: 'he', status: 'named' },
    ])
  })

  it.each([
    ['no heading', table([line(ada), line(dan)])],
    ['a heading that lacks a field', plain.replace('email', 'phone')],
    ['nothing in it', ''],
    ['nothing but blank lines', '\r\n\r\n'],
    ['nothing but a mark', '\ufeff'],
    ['a quote that never ends', `${plain}"Eve,Hill`],
    ['a picture instead of text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00])],
    ['text in the encoding of old Windows', Buffer.from(plain.replace('Byron', 'Müller'), 'latin1')],
    ['a line without end', `${heading.join()}\r\n"${'x'.repeat(20_000)}"\r\n`],
  ])('[FT-06] is refused as a whole with %s', async (_, file) => {
    const id = await openOne()
    const before = await contentsOf(world().db)

    const answer = await upload(id, file)

    expect(answer).toMatchObject({ status: 400, body: { type: 'urn:plaudit:problem:contacts.unreadable' } })
    expect(answer.body.errors[0].expected).toMatch(/\w/)
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it('says which heading is missing', async () => {
    const { body } = await upload(await openOne(), plain.replace('email', 'phone').replace('country', 'land'))

    expect(body.errors[0].expected).toContain('missing: email, country')
  })

  it('[FT-06] with nothing below its heading names nobody, which is no error', async () => {
    expect(await upload(await openOne(), `${heading.join()}\r\n`)).toEqual({
      status: 200,
      body: { accepted: 0, rejected: [] },
    })
  })

  it('[FT-06] keeps the good rows and names the bad ones by row, field and reason', async () => {
    const id = await openOne()
    const bad = { ...dan, email: 'dan', country: 'Atlantis' }
    const nul = { ...dan, firstName: 'Da\0n' }
    const formula = { ...dan, lastName: '"=HYPERLINK(""https://evil.example"",""Levi"")"' }

    const { body } = await upload(
      id,
      table([heading, line(bad), line(ada), line(nul), line(formula), line(dan), ['Eve']]),
    )

    expect(body.accepted).toBe(2)
    expect(body.rejected.map(({ row, field }: { row: number; field: string }) => `${row} ${field}`)).toEqual([
      '1 email',
      '1 country',
      '3 firstName',
      '4 lastName',
      '6 lastName',
      '6 email',
      '6 country',
      '6 surveyEligible',
      '6 surveyLanguage',
      '6 service',
    ])
    expect(body.rejected[0].reason).toBe("expected an email address such as ada@example.com, got 'dan'")
    expect((await named(id)).map(({ email }) => email)).toEqual([ada.email, dan.email])
  })

  it('[FT-06] refuses an address that comes a second time, in any case, and says where the first is', async () => {
    const id = await openOne()
    const other = { ...ada, firstName: 'Eva', email: ada.email.toUpperCase() }

    const { body } = await upload(id, table([heading, line(ada), line(dan), line(other)]))

    expect(body).toEqual({
      accepted: 2,
      rejected: [{ row: 3, field: 'email', reason: 'expected each address once, got it in row 1, too' }],
    })
    expect((await named(id)).map(({ firstName }) => firstName)).toEqual(['Ada', 'Dan'])
  })

  it('keeps quoted fields with separators and quotes in them, and names a field with a line break', async () => {
    const id = await openOne()
    const odd = { ...ada, firstName: '"Ada, Countess"', lastName: '"""Lady"" Lovelace"' }
    const broken = { ...dan, firstName: '"Dan\nBcc: all@x.example"' }

    const { body } = await upload(id, table([heading, line(odd), line(broken)]))

    expect(body).toMatchObject({ accepted: 1, rejected: [{ row: 2, field: 'firstName' }] })
    expect(await named(id)).toMatchObject([{ firstName: 'Ada, Countess', lastName: '"Lady" Lovelace' }])
  })
})

describe('a table that comes again', () => {
  it('[FT-06] with the same rows changes nothing, not even with a repeated address in it', async () => {
    const id = await openOne()
    const file = table([heading, line(ada), line(dan), line({ ...ada, firstName: 'Eva' })])
    const first = await upload(id, file)
    const before = await contentsOf(world().db)

    expect(await upload(id, file)).toEqual(first)
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it('[FT-06] with a changed row takes the change over, and tells the workflow of that contact alone', async () => {
    const id = await openOne()
    await upload(id, plain)
    const [, second] = await named(id)

    await upload(id, table([heading, line(ada), line({ ...dan, surveyLanguage: 'de' })]))

    expect(await named(id)).toMatchObject([{ surveyLanguage: 'en-US' }, { surveyLanguage: 'de' }])
    expect(await facts(id)).toMatchObject([{}, {}, { type: 'contacts', eligible: [second?.['id']], ineligible: [] }])
  })

  it('[FT-08] makes contacts ineligible and eligible again, and keeps those it does not name', async () => {
    const id = await openOne()
    await upload(id, plain)

    await upload(id, table([heading, line({ ...dan, surveyEligible: 'no' })]))
    expect(await named(id)).toMatchObject([{ status: 'named' }, { status: 'not-eligible', surveyEligible: false }])

    await upload(id, plain)
    expect(await named(id)).toMatchObject([{ status: 'named' }, { status: 'named', surveyEligible: true }])
    const eligible = (await facts(id)).slice(1).map((fact) => ('eligible' in fact ? fact.eligible.length : -1))
    expect(eligible).toEqual([2, 0, 1])
  })

  it('knows an address in any case', async () => {
    const id = await openOne()
    await upload(id, plain)

    await upload(id, table([heading, line({ ...ada, email: 'ADA@Contoso.example', lastName: 'King' })]))

    expect(await named(id)).toMatchObject([{ email: 'ADA@Contoso.example', lastName: 'King' }, { email: dan.email }])
  })
})

describe('500 contacts', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => line({ ...ada, email: `c${i}@contoso.example` }))

  it('[FT-06] are the most an engagement takes, at once or one after the other', async () => {
    const id = await openOne()
    const tooMany = await upload(id, table([heading, ...many(501)]))
    expect(tooMany).toMatchObject({ status: 413, body: { type: 'urn:plaudit:problem:contacts.too-many' } })
    expect(await named(id)).toEqual([])

    expect((await upload(id, table([heading, ...many(500)]))).body.accepted).toBe(500)
    expect((await upload(id, plain)).status).toBe(413)
    expect(await named(id)).toHaveLength(500)
  })
})

async function facts(id: string) {
  const rows = await world()
    .db.selectFrom('outbox')
    .select('message')
    .where('engagement_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.message)
}
