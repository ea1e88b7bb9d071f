import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ada, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
let id = ''
let token = ''

async function prepare(): Promise<void> {
  if (token !== '') return
  const { open, reachGates, name, mail, tokenIn } = portal(world())
  id = await open('fuzz')
  await name(id, [ada])
  await reachGates(id)
  token = tokenIn(await mail(ada.email, 'two minutes'))
  await world().stopRelay()
  await world().stopWorker()
}

type Schema = {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly format?: string
  readonly pattern?: string
}

/** Texts that break those who did not think of them. */
const nasty = fc.constantFrom(
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff',
  '\u202e',
  '\r\n',
  '\ufeff',
  '=1+1',
  '__proto__',
  'constructor',
  'toString',
  'null',
  '%s',
  "'; drop table engagements; --",
  '{service',
  '{',
  '1e999',
  '2026-02-30T00:00:00Z',
  '2026-12-31T23:59:60Z',
  'ﷺ',
  '😀',
  '../..',
  'x'.repeat(10_000),
  '99999999999999999999',
  '-0',
  'Infinity',
  '<script>',
  '\\u0000',
  '${7*7}',
)
const anything = fc.oneof(
  nasty,
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
  fc.double(),
  fc.maxSafeInteger(),
  fc.constant(-0),
  fc.constant(1e308),
)

/** What mostly fits a schema, and here and there does not. */
function arbitrary(schema: Schema, schemas: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const fitting = fittingOf(schema, schemas)
  return fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 1, arbitrary: anything })
}

function fittingOf(schema: Schema, schemas: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const referred = schema.$ref ? schemas[schema.$ref.split('/').at(-1) ?? ''] : undefined
  if (referred) return arbitrary(referred, schemas)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => arbitrary(one, schemas)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.items) return fc.array(arbitrary(schema.items, schemas), { maxLength: 4 })
  if (schema.patternProperties) {
    const [inner = {}] = Object.values(schema.patternProperties)
    const keys = fc.constantFrom(
      'overall',
      'recommend',
      'comment',
      'survey.title',
      'survey.intro',
      'question.overall',
      '__proto__',
      '\0',
    )
    return fc.dictionary(fc.oneof(keys, nasty), arbitrary(inner, schemas), { maxKeys: 6 })
  }
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([key, inner]) => [key, arbitrary(inner, schemas)] as const)
    const own = fc.record(Object.fromEntries(fields), fc.sample(fc.boolean(), 1)[0] ? {} : { requiredKeys: [] })
    return fc
      .tuple(
        own,
        fc.oneof(
          { weight: 9, arbitrary: fc.constant({}) },
          { weight: 1, arbitrary: fc.dictionary(nasty, anything, { maxKeys: 2 }) },
        ),
      )
      .map(([fits, extra]) => ({ ...extra, ...fits }))
  }
  if (schema.format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  if (schema.format === 'email') return fc.emailAddress()
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.oneof(fc.integer(), fc.double(), fc.integer({ min: 0, max: 11 }))
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.pattern)
    return fc.constantFrom('fasttrack', 'fabrikam', 'northwind', 'one', 'two', 'contoso', 'DE', 'Exchange', id)
  return fc.oneof(
    fc.constantFrom('Exchange', 'Ada', 'DE', 'yes', 'en-US', 'ada@contoso.example', 'Contoso', id),
    fc.string(),
    nasty,
  )
}

type Description = {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { requestBody?: { content: Readonly<Record<string, { schema: Schema }>> } }>>
    >
  >
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

describe('whatever is written', () => {
  it('[MX-13] to any route is taken over or refused by name, never breaks it, and leaves nothing behind when refused', async () => {
    await prepare()
    const answer = await world().app.inject({ url: '/docs/json' })
    const { paths, components }: Description = answer.json()
    const writes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody }]) => {
        const schema = requestBody?.content['application/json']?.schema
        return schema ? [{ method: method === 'put' ? ('PUT' as const) : ('POST' as const), path, schema }] : []
      }),
    )
    expect(writes.length).toBeGreaterThanOrEqual(7)

    const taken: string[] = []
    for (const { method, path, schema } of writes) {
      const url = path.replace('{id}', id).replace('{token}', token)
      const statuses = new Set<number>()
      await fc.assert(
        fc.asyncProperty(arbitrary(schema, components.schemas), async (body) => {
          const payload = JSON.stringify(body) ?? 'null'
          const before = await contentsOf(world().db)
          const headers = { authorization: `Bearer ${world().keys.operator}`, 'content-type': 'application/json' }
          const result = await world().app.inject({ method, url, payload, headers })
          statuses.add(result.statusCode)
          expect({ path, status: result.statusCode, body: result.body }).toSatisfy(() => result.statusCode < 500)
          if (result.statusCode < 400) return
          expect(result.headers['content-type']).toMatch(/^application\/problem\+json/)
          expect(await contentsOf(world().db)).toEqual(before)
        }),
        { numRuns: 80 },
      )
      expect({ path, refused: [...statuses].some((status) => status >= 400) }).toEqual({ path, refused: true })
      if ([...statuses].some((status) => status < 300)) taken.push(path)
    }
    expect(taken.length).toBeGreaterThanOrEqual(3) // else the bodies would fit nowhere, and nothing were tried
  }, 180_000)

  it('as bytes is refused as well', async () => {
    await prepare()
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
    )
    const types = fc.constantFrom(
      'application/json',
      'text/csv',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'text/html',
      ';',
      '',
    )
    const urls = fc.constantFrom(
      '/v1/engagements',
      '/v1/facts',
      `/v1/engagements/${id}/contacts`,
      `/v1/surveys/${token}/responses`,
      `/s/${token}`,
    )
    await fc.assert(
      fc.asyncProperty(bytes, types, urls, async (payload, type, url) => {
        const headers = { authorization: `Bearer ${world().keys.operator}`, 'content-type': type }
        const method = url.endsWith('contacts') ? 'PUT' : 'POST'
        const { statusCode } = await world().app.inject({ method, url, payload: Buffer.from(payload), headers })
        expect(statusCode).toBeGreaterThanOrEqual(400)
        expect(statusCode).toBeLessThan(500)
      }),
      { numRuns: 300 },
    )
  })
})
