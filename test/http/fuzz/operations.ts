import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import type { World } from '../../support/world.ts'
import { fitting, type Known, nasty, type Schema, type Schemas } from './values.ts'

type Parameter = { readonly name: string; readonly in: 'path' | 'query' | 'header'; readonly schema: Schema }

type Described = {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Schemas }
}

export type Operation = { readonly name: string; readonly request: fc.Arbitrary<InjectOptions> }

/** Every operation of the API as it describes itself, with requests that mostly fit it.
 *  @param values what stands for a path parameter, by its name */
export async function operationsOf(
  { app, keys }: World,
  values: Readonly<Record<string, readonly string[]>>,
): Promise<readonly Operation[]> {
  const { paths, components }: Description = (await app.inject({ url: '/docs/json' })).json()
  const about = { schemas: components.schemas, known: Object.values(values).flat() }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      name: `${method} ${path}`,
      request: requestOf({ path, method, described, values, about, keys: Object.values(keys) }),
    })),
  )
}

type Asked = {
  readonly path: string
  readonly method: string
  readonly described: Described
  readonly values: Readonly<Record<string, readonly string[]>>
  readonly about: Known
  readonly keys: readonly string[]
}

function requestOf({ path, method, described, values, about, keys }: Asked): fc.Arbitrary<InjectOptions> {
  const { parameters = [], requestBody } = described
  const texts = (place: Parameter['in']) =>
    fc.record(
      Object.fromEntries(
        parameters
          .filter((one) => one.in === place)
          .map(({ name, schema }) => [name, fitting(schema, about).map(textOf)]),
      ),
      { requiredKeys: [] },
    )
  const url = fc
    .tuple(
      pathOf(path, values),
      texts('query'),
      fc.oneof({ weight: 8, arbitrary: fc.constant('') }, { weight: 1, arbitrary: nasty }),
    )
    .map(([filled, query, more]) => `${filled}?${queryOf(query)}${encodeLoosely(more)}`)
  const [operator = '', ...others] = keys
  const key = fc.oneof(
    { weight: 8, arbitrary: fc.constant(operator) },
    { weight: 2, arbitrary: fc.constantFrom(...others) },
    { weight: 1, arbitrary: nasty },
  )
  const headers = fc
    .tuple(key, texts('header'), fc.record({ 'user-agent': nasty, accept: nasty, cookie: nasty }, { requiredKeys: [] }))
    .map(([one, own, any]) => sendable({ ...any, ...own, authorization: `Bearer ${one}` }))
  return fc.tuple(url, headers, bodyOf(requestBody, about)).map(([address, sent, { type, payload }]) => ({
    method: methodOf(method),
    url: address,
    headers: { ...sent, ...(type !== undefined && { 'content-type': type }) },
    ...(payload !== undefined && { payload }),
  }))
}

function queryOf(query: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(query)
    .map(([name, value = '']) => `${name}=${encodeLoosely(value)}`)
    .join('&')
}

function pathOf(path: string, values: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<string> {
  const parts = path.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined) return fc.constant(part)
    const known = fc.constantFrom(...(values[name] ?? ['fabrikam', 'fasttrack', 'one']))
    return fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: nasty.map(encodeLoosely) })
  })
  return fc.tuple(...parts).map((filled) => filled.join(''))
}

type Body = { readonly type?: string | undefined; readonly payload?: string | undefined }

function bodyOf(body: Described['requestBody'], about: Known): fc.Arbitrary<Body> {
  const schema = body?.content['application/json']?.schema
  const raw = fc.record({
    type: fc.constantFrom('application/json', 'text/csv', 'application/x-www-form-urlencoded', 'text/plain', undefined),
    payload: fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.constant(undefined)),
  })
  if (!schema) return raw
  const whole = fitting(schema, about).map((value) => ({
    type: 'application/json',
    payload: JSON.stringify(value) ?? 'null',
  }))
  return fc.oneof({ weight: 12, arbitrary: whole }, { weight: 1, arbitrary: raw })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** What a client could put on the wire: percent-encoded where it can be, else as it is. */
function encodeLoosely(text: string): string {
  return /\p{Cs}/u.test(text) ? '%ED%A0%80' : encodeURIComponent(text)
}

/** Header values that a client can send at all. */
function sendable(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, 4_000),
    ]),
  )
}

function methodOf(method: string): 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' {
  const methods = { get: 'GET', post: 'POST', put: 'PUT', delete: 'DELETE', patch: 'PATCH' } as const
  return Object.entries(methods).find(([name]) => name === method)?.[1] ?? 'GET'
}
