import fc from 'fast-check'

export type Schema = {
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

export type Schemas = Readonly<Record<string, Schema>>

/** A person who must never be found in a log. */
export const planted = {
  name: 'Zephyrine',
  email: 'zephyrine@quagmire.example',
  text: 'the consultant forgot his umbrella',
}

/** Texts that break those who did not think of them. */
export const nasty = fc.constantFrom(
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff',
  '\u202e',
  'A\u200bda',
  '\r\n',
  '\ufeff',
  '=1+1',
  '__proto__',
  'constructor',
  'toString',
  'null',
  '%s',
  '%',
  '%zz',
  "'; drop table engagements; --",
  '{service',
  '{',
  '1e999',
  '2026-02-30T00:00:00Z',
  '9999-12-31T23:59:59Z',
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
  planted.name,
  planted.email,
  planted.text,
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

/** What mostly fits a schema, and here and there does not.
 *  @param known texts that mean something here, such as ids */
export function fitting(schema: Schema, { schemas, known }: Known): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: wholly(schema, { schemas, known }) }, { weight: 1, arbitrary: anything })
}

export type Known = { readonly schemas: Schemas; readonly known: readonly string[] }

function wholly(schema: Schema, about: Known): fc.Arbitrary<unknown> {
  const referred = schema.$ref ? about.schemas[schema.$ref.split('/').at(-1) ?? ''] : undefined
  if (referred) return fitting(referred, about)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fitting(one, about)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.items) return fc.array(fitting(schema.items, about), { maxLength: 4 })
  if (schema.patternProperties) return named(Object.values(schema.patternProperties)[0] ?? {}, about)
  if (schema.properties) return record(schema.properties, about)
  return scalar(schema, about)
}

function scalar({ type, format, pattern }: Schema, { known }: Known): fc.Arbitrary<unknown> {
  if (format === 'date-time')
    return fc.date({ noInvalidDate: true, max: new Date('2026-11-23') }).map((date) => date.toISOString())
  if (format === 'email') return fc.emailAddress()
  if (type === 'integer' || type === 'number')
    return fc.oneof(fc.integer(), fc.double(), fc.integer({ min: 0, max: 11 }))
  if (type === 'boolean') return fc.boolean()
  const words = fc.constantFrom(
    ...known,
    'fasttrack',
    'fabrikam',
    'northwind',
    'one',
    'two',
    'contoso',
    'DE',
    'Exchange',
  )
  if (pattern) return words
  return fc.oneof(words, fc.constantFrom('Ada', 'yes', 'en-US', 'ada@contoso.example', 'Contoso'), fc.string(), nasty)
}

function named(inner: Schema, about: Known): fc.Arbitrary<unknown> {
  const keys = fc.constantFrom('overall', 'recommend', 'comment', 'survey.title', 'question.overall', '__proto__', '\0')
  return fc.dictionary(fc.oneof(keys, nasty), fitting(inner, about), { maxKeys: 6 })
}

function record(properties: Schemas, about: Known): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, fitting(inner, about)]))
  const extra = fc.oneof(
    { weight: 9, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(nasty, anything, { maxKeys: 2 }) },
  )
  const own = fc.oneof(
    { weight: 3, arbitrary: fc.record(fields) },
    { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
  )
  return fc.tuple(own, extra).map(([fits, more]) => ({ ...more, ...fits }))
}
