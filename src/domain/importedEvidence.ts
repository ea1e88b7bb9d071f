import { isDeepStrictEqual } from 'node:util'
import { readDayOrInstant } from './calendar.ts'
import { readEmail, textOf } from './contact.ts'
import type { FieldProblem } from './errors.ts'
import { readLine } from './line.ts'
import type { Program } from './program.ts'
import { type ImportedKind, importedKinds, type Measure } from './vocabulary.ts'

/** What the operator decided about a piece of evidence from elsewhere; it counts once it is accepted. */
export const evidenceStates = ['undecided', 'accepted', 'rejected'] as const
export type EvidenceState = (typeof evidenceStates)[number]

/** What a row says of a piece of evidence: under which id it is known where it comes from, when somebody answered or evaluated, of
 *  which customer, how they rated, and who they are, which is not kept. */
export const itemFields = ['id', 'at', 'organisation', 'value', 'email'] as const
export const neededItemFields = ['id', 'at'] as const
export type ItemField = (typeof itemFields)[number]

/** A piece of evidence from elsewhere. `email` is for the calendar of the person alone. */
export type Item = {
  readonly id: string
  readonly at: Date
  readonly organisation: string | null
  readonly value: number | null
  readonly email: string | null
}

export type ItemProblem = { readonly field: ItemField; readonly reason: string }

/** The kinds of evidence from elsewhere that a program takes: those it names, and what may take the place of answers.
 *  @source PV-02, CI-12 */
export function evidenceTaken({
  evidence = [],
  standing,
}: Pick<Program, 'evidence' | 'standing'>): readonly ImportedKind[] {
  const substitutes = 'substitutes' in standing ? (standing.substitutes ?? []) : []
  return importedKinds.filter((kind) => evidence.includes(kind) || substitutes.some((one) => one.evidence === kind))
}

/** What a program says about evidence from elsewhere that its standing does not count. */
export function evidenceProblems({ evidence = [], standing }: Pick<Program, 'evidence' | 'standing'>): FieldProblem[] {
  const counted = standing.rule === 'count-above' ? [] : evidenceTaken({ evidence: ['survey-result'], standing })
  return [...evidence.entries()]
    .filter(([, kind]) => !counted.includes(kind))
    .map(([i, got]) => ({ field: `/evidence/${i}`, expected: 'a kind that the standing counts', got }))
}

type Reading = {
  readonly program: Pick<Program, 'standing' | 'score'>
  readonly kind: ImportedKind
  readonly now: Date
  /** The partner's, where days are told. */
  readonly timeZone: string
}

/** Reads one row of an import, as spreadsheets write it.
 *  @returns the piece, or every field that is wrong with the reason */
export function readItem(
  row: Readonly<Record<string, unknown>>,
  { program, kind, now, timeZone }: Reading,
): { readonly item: Item } | { readonly problems: readonly ItemProblem[] } {
  const written = (field: ItemField) => textOf(row[field]).slice(0, 1_000).normalize().trim()
  const optional = <Value>(field: ItemField, read: (text: string) => Value | undefined) =>
    written(field) === '' ? null : read(written(field))
  const range = kind === 'evaluation' ? anything : ranges[program.score.measure]
  const needsValue = kind === 'survey-result' && program.standing.rule === 'average'
  const at = readDayOrInstant(written('at'), timeZone)
  const value = optional('value', (text) => readValue(text, range))

  const read = {
    id: readLine(written('id'), { longest: 100 }),
    at: at && at <= now ? at : undefined,
    organisation: optional('organisation', (text) => readLine(text, { longest: 100 })),
    value: needsValue ? (value ?? undefined) : value,
    email: optional('email', readEmail),
  }
  if (isComplete(read)) return { item: read }
  const expected = { ...expectations, value: range.words }
  return {
    problems: itemFields
      .filter((field) => read[field] === undefined)
      .map((field) => ({ field, reason: `expected ${expected[field]}, got ${shown(written(field))}` })),
  }
}

/** Whether a piece that comes again is the same. */
export function isSameItem(one: Omit<Item, 'email'>, other: Omit<Item, 'email'>): boolean {
  const { at, organisation, value } = one
  return isDeepStrictEqual(
    { at, organisation, value },
    { at: other.at, organisation: other.organisation, value: other.value },
  )
}

type ReadItem = { readonly [Field in ItemField]: Item[Field] | undefined }

function isComplete(read: ReadItem): read is Item {
  return itemFields.every((field) => read[field] !== undefined)
}

type Range = { readonly low: number; readonly high: number; readonly whole: boolean; readonly words: string }

const ranges: Readonly<Record<Measure, Range>> = {
  nsat: { low: 1, high: 4, whole: true, words: 'a whole number from 1 to 4, best highest' },
  nps: { low: 0, high: 10, whole: true, words: 'a whole number from 0 to 10' },
  'top-two-box': { low: 1, high: 5, whole: true, words: 'a whole number from 1 to 5' },
  mean: { low: 1, high: 5, whole: false, words: 'a number from 1 to 5' },
}
const anything: Range = { low: -1e9, high: 1e9, whole: false, words: 'a number' }

function readValue(text: string, { low, high, whole }: Range): number | undefined {
  const value = /^-?\d{1,10}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
  return value >= low && value <= high && (!whole || Number.isInteger(value)) ? value : undefined
}

const expectations = {
  id: 'the id it has where it comes from, in up to 100 printable characters',
  at: "a day such as '2026-11-20', or an instant, that is not in the future",
  organisation: 'the id of a customer in up to 100 printable characters, or nothing',
  email: 'an email address such as ada@example.com, or nothing',
}

function shown(text: string): string {
  return text === '' ? 'nothing' : `'${text.slice(0, 100)}'`
}
