import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { ada } from '../../support/portal.ts'
import { useServer } from './serve.ts'
import { unhurt, upload, whileOthersAsk } from './upload.ts'

const server = useServer({ REQUESTS_PER_MINUTE: '100000', LOG_LEVEL: 'debug' })
const heading = Object.keys(ada).join(',')
const row = Object.values(ada).join(',')
const megabyte = 1024 * 1024
let path = ''

beforeAll(async () => {
  const answer = await fetch(`${server().url}/v1/engagements`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server().key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      program: 'fasttrack',
      partnerId: 'fabrikam',
      externalId: 'files',
      customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
      subject: { kind: 'workload', name: 'Exchange' },
    }),
  })
  const { id }: { id: string } = JSON.parse(await answer.text())
  path = `/v1/engagements/${id}/contacts`
})

const csv = { 'content-type': 'text/csv' }

async function send(body: string | Buffer, headers: Readonly<Record<string, string>> = csv) {
  const { result, slowest } = await whileOthersAsk(server(), () =>
    upload(server(), {
      path,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      body: [body],
    }),
  )
  return { status: result.status, body: JSON.parse(result.body), slowest }
}

describe('a CSV file of 100 MB', () => {
  it.each([
    ['that says how long it is', { 'content-length': String(100 * megabyte) }],
    ['that does not say how long it is', { 'transfer-encoding': 'chunked' }],
  ])('[FT-06] %s is refused while it is sent, memory stays flat and others are served', async (_, length) => {
    await send(`${heading}\n${row}\n`)
    const before = await server().memory()

    const { result, slowest } = await whileOthersAsk(server(), async () => {
      const files = Array.from({ length: 5 }, () =>
        upload(server(), { path, headers: { ...csv, ...length }, body: endless(100) }),
      )
      const answers = await Promise.all(files)
      return { answers, memory: await server().memory() }
    })

    for (const { status, body, sent } of result.answers) {
      expect({ status, problem: JSON.parse(body) }).toMatchObject({
        status: 413,
        problem: { type: 'urn:plaudit:problem:request.too-large', detail: expect.stringContaining('5 MB') },
      })
      expect(sent).toBeLessThan(100 * megabyte)
    }
    expect(result.memory - before).toBeLessThan(120)
    expect(slowest).toBeLessThan(unhurt)
  })
})

describe('a bomb', () => {
  const text = `${heading}\n${`${row}\n`.repeat(2_000_000)}`

  it.each([
    ['gzip', () => gzipSync(text)],
    ['br', () => brotliCompressSync(text.slice(0, 20 * megabyte))],
    ['deflate', () => deflateSync(text)],
    ['gzip, gzip', () => gzipSync(gzipSync(text))],
    ['x-unheard-of', () => Buffer.from(text.slice(0, 1_000))],
  ])('of %s is refused, and the header named', async (encoding, pack) => {
    const before = await server().memory()
    const { status, body, slowest } = await send(pack(), { ...csv, 'content-encoding': encoding })

    expect(status).toBe(415)
    expect(body).toMatchObject({
      type: 'urn:plaudit:problem:request.unsupported-type',
      errors: [{ field: 'content-encoding', expected: 'identity, or none', got: encoding }],
    })
    expect((await server().memory()) - before).toBeLessThan(50)
    expect(slowest).toBeLessThan(unhurt)
  })
})

describe('a table that is made to be slow to read', () => {
  it.each([
    ['a million columns', `${heading}${',a'.repeat(1_000_000)}\n${row}\n`, 400, 'contacts.unreadable'],
    ['five million columns without a name', heading + ','.repeat(4.9 * megabyte), 400, 'contacts.unreadable'],
    ['a million columns in a row', `${heading}\n${row}${','.repeat(1_000_000)}\n`, 400, 'contacts.unreadable'],
    ['a million rows', `${heading}\n${'x\n'.repeat(1_000_000)}`, 413, 'contacts.too-many'],
    ['a hundred thousand contacts', `${heading}\n${`${row}\n`.repeat(90_000)}`, 413, 'contacts.too-many'],
    ['a quote that never closes', `${heading}\n${row}\n"${'x\n'.repeat(2_000_000)}`, 400, 'contacts.unreadable'],
    ['a million quotes', `${heading}\n${'""'.repeat(1_000_000)}\n`, 400, 'contacts.unreadable'],
    ['a line of five million characters', `${heading}\n${'x'.repeat(4.9 * megabyte)}`, 400, 'contacts.unreadable'],
    ['nothing but a million empty lines', '\n'.repeat(1_000_000), 400, 'contacts.unreadable'],
    [
      'UTF-16 of an odd length',
      Buffer.concat([utf16(`${heading}\n${row}\n`), Buffer.from([0x41])]),
      400,
      'contacts.unreadable',
    ],
    ['half a surrogate pair', utf16(`${heading}\n${row.replace('Ada', '\ud83d')}\n`), 400, 'contacts.unreadable'],
    [
      'UTF-8 that is none',
      Buffer.concat([Buffer.from(`${heading}\n`), Buffer.from([0xed, 0xa0, 0x80])]),
      400,
      'contacts.unreadable',
    ],
  ])('[FT-06] by %s is refused as a whole, and others are served', async (_, file, expected, code) => {
    const { status, body, slowest } = await send(file)

    expect({ status, type: body.type }).toEqual({ status: expected, type: `urn:plaudit:problem:${code}` })
    expect(body.errors[0].expected).toMatch(/\w{3}/)
    expect(slowest).toBeLessThan(unhurt)
  })

  it.each([
    ['a million empty lines before the contact', `${heading}${'\n'.repeat(1_000_000)}${row}`],
    ['a million blanks', `${heading}\n${' '.repeat(1_000_000)}\n${row}`],
  ])('[FT-06] by %s is read, and others are served', async (_, file) => {
    const { status, body, slowest } = await send(file)

    expect({ status, body }).toEqual({ status: 200, body: { accepted: 1, rejected: [] } })
    expect(slowest).toBeLessThan(unhurt)
  })

  it('[FT-06] by 5,000 rows that are all wrong is answered row by row, and others are served', async () => {
    const wrong = 'A\u202eda,Byron\u0000,not an address,Atlantis,maybe,xx,Paint'
    const { status, body, slowest } = await send(`${heading}\n${`${wrong}\n`.repeat(5_000)}`)

    expect({ status, accepted: body.accepted, rejected: body.rejected.length }).toEqual({
      status: 200,
      accepted: 0,
      rejected: 35_000,
    })
    expect(slowest).toBeLessThan(unhurt)
  })
})

describe('a contact that is made to mislead', () => {
  it.each([
    ['a NUL', 'A\0da'],
    ['a direction that is turned', 'A\u202eda'],
    ['a direction that is isolated', 'A\u2066da'],
    ['a mark of direction', 'A\u200eda'],
    ['a space of no width', 'A\u200bda'],
    ['a joiner where nothing joins', 'A\u200dda'],
    ['a mark of byte order in the middle', 'A\ufeffda'],
    ['a soft hyphen', 'A\u00adda'],
    ['an invisible tag', 'A\u{e0041}da'],
    ['a formula', '=HYPERLINK(1)'],
    ['a formula with plus', '+1'],
    ['a formula with minus', '-1+1'],
    ['a formula with at', '@SUM(1)'],
    ['a formula in wide signs', '＝1+1'],
    ['a formula behind a tab', '\t=1'],
    ['a formula behind a return', '"\r=1"'],
    ['a return', '"A\rda"'],
  ])('[FT-06] by %s in a name is refused with row, field and reason', async (_, name) => {
    const { body } = await send(`${heading}\n${row}\n${row.replace('Ada', name).replace('ada@', 'eve@')}\n`)

    expect(body).toEqual({
      accepted: 1,
      rejected: [{ row: 2, field: 'firstName', reason: expect.stringMatching(/^expected a first name .*, got '/) }],
    })
    expect(JSON.stringify(body)).not.toMatch(/[\u202e\u2066]|\\u0000/)
  })

  it('[FT-06] by a second file behind the first, with its own mark and heading, is refused where that begins', async () => {
    const { body } = await send(`\ufeff${heading}\n${row}\n\ufeff${heading}\n`)

    expect(body.accepted).toBe(1)
    expect(new Set(body.rejected.map((problem: { row: number }) => problem.row))).toEqual(new Set([2]))
  })
})

/** So many megabytes of contacts, made as they are sent. */
function* endless(megabytes: number): Iterable<Buffer> {
  const piece = Buffer.alloc(64 * 1024, `${row}\n`)
  yield Buffer.from(`${heading}\n`)
  for (let sent = piece.length; sent < megabytes * megabyte; sent += piece.length) yield piece
}

function utf16(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf16le')
}
