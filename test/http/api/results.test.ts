import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../../src/db/keys.ts'
import { addPartner } from '../../../src/db/partners.ts'
import { publishProgram } from '../../../src/db/programs.ts'
import { refreshTallies } from '../../../src/db/tallies.ts'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { portal } from '../../support/portal.ts'
import { replies, reply } from '../../support/replies.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld()
const quiet = { ...fasttrack, id: 'quiet', privacy: 'confidential' } as const

beforeAll(async () => {
  const { db } = world()
  await publishProgram(db, quiet)
  for (const overall of [4, 4, 4, 4, 3, 3, 2]) await reply(db, { at: '2026-09-10T10:00:00Z', answers: { overall } })
  await replies(db, 6, {
    subject: 'Teams',
    country: 'FR',
    at: '2026-10-10T10:00:00Z',
    answers: { overall: 1, recommend: 9 },
  })
  await replies(db, 5, { partner: 'northwind', at: '2026-10-11T10:00:00Z', answers: { overall: 4 } })
})

async function results(url: string, role: 'operator' | 'owner' | 'psm' | 'partner' = 'partner') {
  return portal(world()).call('GET', url, { role })
}

function overallOf(body: { readonly questions: readonly Shown[] }): Shown {
  const found = body.questions.find(({ key }) => key === 'overall')
  if (!found) throw new Error('there is no such question')
  return found
}

describe("a partner's results", () => {
  it('[CI-07] [PV-05] say how many answered what, the score with its interval, and the same over all partners beside it', async () => {
    const { status, body } = await results('/v1/partners/fabrikam/results?program=fasttrack&by=subject')

    expect(status).toBe(200)
    expect(body).toMatchObject({ partner: { id: 'fabrikam' }, by: 'subject', basis: 'answers', from: null })
    expect(overallOf(body)).toMatchObject({
      measure: 'nsat',
      // by hand: 4 of 13 very satisfied, 7 dissatisfied: 100 + 30.8 − 53.8
      all: {
        of: 'all',
        n: 13,
        counts: { '1': 6, '2': 1, '3': 2, '4': 4 },
        score: { n: 13, value: expect.closeTo(76.9, 1) },
      },
      rows: [
        { of: 'Exchange', n: 7, score: { value: expect.closeTo(142.9, 1) } },
        { of: 'Teams', n: 6, score: { value: 0 } },
      ],
    })
    const { all } = overallOf(body)
    expect(all.score.low).toBeLessThan(76.9)
    expect(all.score.high).toBeGreaterThan(76.9)
    expect(all.benchmark.n).toBe(15) // fives of each partner, subject and country: 5 + 5 + 5
    expect(body.responseRate).toMatchObject({ asked: 13, answered: 13, rr1: 1 })
  })

  it('[CI-07] are broken down by month, quarter and country, and kept to a period', async () => {
    const rowsOf = async (query: string) =>
      overallOf((await results(`/v1/partners/fabrikam/results?program=fasttrack&${query}`)).body).rows

    expect(await rowsOf('by=month')).toMatchObject([
      { of: '2026-09', n: 7 },
      { of: '2026-10', n: 6 },
    ])
    expect(await rowsOf('by=quarter')).toMatchObject([
      { of: '2026-Q3', n: 7 },
      { of: '2026-Q4', n: 6 },
    ])
    expect(await rowsOf('by=country&from=2026-10&to=2026-10')).toMatchObject([{ of: 'FR', n: 6 }])
  })

  it('[MX-05] show nothing that fewer than five answered, and nothing that a subtraction would tell', async () => {
    const { db } = world()
    const nobody = { email: null, psm_id: null, psm_name: null, psm_email: null, parent_id: null }
    await addPartner(db, { id: 'tailspin', name: 'Tailspin', country: 'DE', ...nobody })
    await replies(db, 4, { partner: 'tailspin', answers: { overall: 2 } })
    const few = await results('/v1/partners/tailspin/results?program=fasttrack', 'operator')
    await replies(db, 6, { partner: 'tailspin', subject: 'Teams', answers: { overall: 4 } })

    const more = await results('/v1/partners/tailspin/results?program=fasttrack&by=subject', 'operator')

    expect(overallOf(few.body)).toMatchObject({ all: { n: null, counts: null, score: null } })
    expect(few.body.responseRate).toBeNull()
    expect(overallOf(more.body)).toMatchObject({
      all: { n: 10 },
      rows: [
        { of: 'Exchange', n: null },
        { of: 'Teams', n: null },
      ],
    })
  })

  it('[MX-05] [CI-01] of a confidential program move five answers at a time, so that asking again after one more tells nothing', async () => {
    const { db } = world()
    const url = '/v1/partners/fabrikam/results?program=quiet&by=country'
    await replies(db, 6, { program: 'quiet', answers: { overall: 4 } })
    const before = await results(url, 'owner')
    await reply(db, { program: 'quiet', answers: { overall: 1 } })
    const after = await results(url, 'owner')
    await replies(db, 3, { program: 'quiet', answers: { overall: 2 } })
    const later = await results(url, 'owner')

    expect(before.body.basis).toBe('fives')
    expect(overallOf(before.body)).toMatchObject({ all: { n: 5, counts: { '4': 5 } }, rows: [{ of: 'DE', n: 5 }] })
    expect(after.body).toEqual(before.body)
    expect(overallOf(later.body)).toMatchObject({ all: { n: 10, counts: { '1': 1, '2': 3, '4': 6 } } })
    expect(later.body.responseRate).toMatchObject({ asked: 10, answered: 10 })
  })

  it('[MX-05] show comments from eight on, in an order that does not tell when they came', async () => {
    const { db } = world()
    const partner = 'northwind'
    const write = (n: number) => reply(db, { partner, answers: { overall: 4, comment: `Comment ${n}` } })
    const commentsNow = async () => {
      const { body } = await results(`/v1/partners/${partner}/results?program=fasttrack`, 'operator')
      return body.questions.find(({ key }: { key: string }) => key === 'comment').comments
    }
    for (let n = 1; n <= 7; n += 1) await write(n)
    const seven = await commentsNow()
    await write(8)

    const eight = await commentsNow()

    expect(seven).toEqual([])
    expect(eight.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `Comment ${n}`))
    expect(eight).not.toEqual(eight.toSorted())
    expect(await commentsNow()).toEqual(eight)
  })

  it('[PC-04] [PC-10] leave out what was disqualified or superseded', async () => {
    const { db } = world()
    const nobody = { email: null, psm_id: null, psm_name: null, psm_email: null, parent_id: null }
    await addPartner(db, { id: 'judged', name: 'Judged', country: 'DE', ...nobody })
    await replies(db, 5, { partner: 'judged', answers: { overall: 4 } })
    const at = new Date()
    for (const change of [{ disqualified_at: at }, { superseded_at: at }]) {
      const { response } = await reply(db, { partner: 'judged', answers: { overall: 1 } })
      await db.updateTable('responses').set(change).where('id', '=', response).execute()
    }
    const { engagement } = await reply(db, { partner: 'judged', answers: { overall: 1 } })
    await db.updateTable('engagements').set({ disqualified_at: at }).where('id', '=', engagement).execute()

    const { body } = await results('/v1/partners/judged/results?program=fasttrack', 'operator')

    expect(overallOf(body)).toMatchObject({ all: { n: 5, counts: { '4': 5 } } })
  })

  it('[MX-09] of another partner are not there, as those of one that is nobody', async () => {
    const other = await results('/v1/partners/northwind/results?program=fasttrack')
    const missing = await results('/v1/partners/nobody/results?program=fasttrack')

    expect(other.status).toBe(404)
    expect(other).toEqual(missing)
    expect(await results('/v1/partners/fabrikam/results?program=nothing')).toMatchObject({ status: 404 })
  })

  it('name what does not fit in what is asked for', async () => {
    const ask = async (query: string) =>
      (await results(`/v1/partners/fabrikam/results?program=fasttrack&${query}`)).body.errors
    expect(await ask('from=2026-11&to=2026-10')).toMatchObject([{ field: '/to', expected: '2026-11 or later' }])
    expect(await ask('by=week')).toMatchObject([{ field: '/by' }])
    expect(await ask('from=November')).toMatchObject([{ field: '/from' }])
    await publishProgram(world().db, { ...fasttrack, id: 'any-subject', catalogue: [] })
    const { body } = await results('/v1/partners/fabrikam/results?program=any-subject&by=subject')
    expect(body.errors).toMatchObject([{ field: '/by' }])
  })
})

describe('results as files', () => {
  it('[CI-07] [MX-05] hold the same figures as CSV and XLSX', async () => {
    const url = '/v1/partners/tailspin/results?program=fasttrack&by=subject'
    const json = (await results(url, 'operator')).body
    const csv = await file(url, 'text/csv')
    const xlsx = await file(url, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    const rows: readonly Readonly<Record<string, string>>[] = parse(csv.rawPayload, { columns: true, bom: true })

    const expected = json.questions.flatMap((question: { key: string; all: Row; rows: Row[] }) =>
      [question.all, ...question.rows].map(({ of, n, score }) => [
        question.key,
        of,
        String(n ?? ''),
        String(score?.value ?? ''),
      ]),
    )
    expect(
      rows
        .filter((row) => row['comment'] === '')
        .map((row) => [row['question'], row['subject'], row['n'], row['score']]),
    ).toEqual(expected)
    expect(rows.filter((row) => row['question'] === 'overall').map((row) => row['hidden'])).toEqual([
      '',
      'fewer than 5 answers',
      'fewer than 5 answers',
    ])
    const sheet = unzip(xlsx.rawPayload, 'xl/worksheets/sheet1.xml')
    const overall = json.questions.find(({ key }: { key: string }) => key === 'overall')
    expect(sheet).toContain(`<v>${overall.all.score.value}</v>`)
    expect(csv.headers['content-disposition']).toBe('attachment; filename="results-fasttrack-tailspin.csv"')
  })

  it('[CI-07] are defused: nothing in them is run by a spreadsheet', async () => {
    const { db } = world()
    const nobody = { email: null, psm_id: null, psm_name: null, psm_email: null, parent_id: null }
    await addPartner(db, { id: 'spreadsheet', name: '=cmd()', country: 'DE', ...nobody })
    const written = ['=HYPERLINK("http://x")', '+1', '-1', '@sum', '\tx', 'a, "b"', 'plain', '=2+2']
    for (const comment of written) await reply(db, { partner: 'spreadsheet', answers: { overall: 4, comment } })

    const { rawPayload } = await file('/v1/partners/spreadsheet/results?program=fasttrack', 'text/csv')

    const cells: readonly (readonly string[])[] = parse(rawPayload, { bom: true })
    expect(cells.flat().filter((cell) => /^[=+@\t]|^-\D/.test(cell))).toEqual([])
    expect(cells.flat()).toContain(`'=HYPERLINK("http://x")`)
    expect(cells.flat()).toContain('a, "b"')
  })

  async function file(url: string, accept: string) {
    const headers = { authorization: `Bearer ${world().keys.operator}`, accept }
    const answer = await world().app.inject({ url, headers })
    expect(answer.headers['content-type']).toContain(accept)
    return answer
  }
})

type Figures = {
  readonly n: number
  readonly score: { readonly value: number; readonly low: number; readonly high: number }
}
type Row = Figures & { readonly of: string; readonly benchmark: Figures }
type Shown = { readonly key: string; readonly all: Row; readonly rows: readonly Row[] }

describe('the results of a program', () => {
  it('[CI-01] are for owner and operator alone', async () => {
    expect((await results('/v1/programs/fasttrack/results', 'owner')).status).toBe(200)
    expect((await results('/v1/programs/nothing/results', 'owner')).status).toBe(404)
    for (const role of ['psm', 'partner'] as const)
      expect((await results('/v1/programs/fasttrack/results', role)).status).toBe(403)
  })

  it('[CI-10] are the same once they were added up beforehand', async () => {
    const { db } = world()
    const urls = ['', '?by=month', '?by=country&from=2026-10', '?by=subject'].map(
      (query) => `/v1/programs/fasttrack/results${query}`,
    )
    const own = '/v1/partners/fabrikam/results?program=fasttrack&by=month'
    const before = await Promise.all([own, ...urls].map((url) => results(url, 'operator')))

    expect(await refreshTallies(db, fasttrack, { from: 0 })).toBeGreaterThan(10)

    expect(await Promise.all([own, ...urls].map((url) => results(url, 'operator')))).toEqual(before)
    expect(await refreshTallies(db, fasttrack, { from: 10_000 })).toBe(0)
    await reply(db, { answers: { overall: 1 } })
    expect((await results(urls[0] ?? '', 'operator')).body).toEqual(before[1]?.body) // until they are added up again
    await refreshTallies(db, fasttrack, { from: 0 })
    expect((await results(urls[0] ?? '', 'operator')).body).not.toEqual(before[1]?.body)
  })

  it('[MX-09] and those of a partner are not read with the key of another partner', async () => {
    const { key } = await createKey(world().db, { role: 'partner', partnerIds: ['northwind'] })
    const url = '/v1/partners/fabrikam/results?program=fasttrack'
    expect((await world().app.inject({ url, headers: { authorization: `Bearer ${key}` } })).statusCode).toBe(404)
    expect((await world().app.inject({ url })).statusCode).toBe(401)
  })
})

/** A file out of a ZIP archive, which is found by its local header. */
function unzip(archive: Buffer, name: string): string {
  const at = archive.lastIndexOf(Buffer.from(name)) // in the directory at the end
  const entry = at - 46
  const size = archive.readUInt32LE(entry + 20)
  const start = archive.readUInt32LE(entry + 42)
  const begin = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28)
  const packed = archive.subarray(begin, begin + size)
  return (archive.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed)).toString()
}
