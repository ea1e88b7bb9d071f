import { IsEmail } from 'typebox/format'
import { parseLanguage } from '../../locales/languages.ts'
import { plainName } from '../../locales/names.ts'
import { isCountry } from '../contact.ts'
import type { ReferralProgram } from './program.ts'

/** What a partner may be asked for. Of endorsements and claims nothing is said where they are absent. */
export type Profile = {
  readonly partnerId: string
  readonly locations: readonly string[]
  readonly languages: readonly string[]
  readonly customerSizes: readonly string[]
  readonly industries: readonly string[]
  /** How many offers it takes at a time; null is any number. */
  readonly capacity: number | null
  /** Who gets the letters of each kind of referral; the partner's own address where nobody is named. */
  readonly standardList: readonly string[]
  readonly benefitList: readonly string[]
  readonly endorsements: readonly Endorsement[] | undefined
  /** Ids of customers. */
  readonly claims: readonly string[] | undefined
}

/** What a partner may do for customers as long as its specialization holds. @source RF-06 */
export type Endorsement = { readonly workload: string; readonly specialization: string; readonly expiresAt: string }

export const profileFields = [
  'partnerId',
  'endorsements',
  'locations',
  'languages',
  'customerSizes',
  'industries',
  'capacity',
  'standardList',
  'benefitList',
  'claims',
] as const
export const requiredProfileFields = ['partnerId', 'locations', 'languages', 'customerSizes', 'industries'] as const

export type ProfileField = (typeof profileFields)[number]
export type ProfileProblem = { readonly field: ProfileField; readonly reason: string }

/** Reads one row, as JSON or as a spreadsheet has it: several values of one cell are set apart by semicolons or '|', an endorsement
 *  is written 'Exchange:Messaging:2027-06-30'.
 *  @returns the profile, or every field that is wrong, with the reason */
export function readProfile(
  row: Readonly<Record<string, unknown>>,
  program: Pick<ReferralProgram, 'workloads' | 'customerSizes' | 'industries'>,
): { readonly profile: Profile } | { readonly problems: readonly ProfileProblem[] } {
  const problems: ProfileProblem[] = []
  function each<Value>(field: ProfileField, read: (item: unknown) => Value | undefined): readonly Value[] {
    return itemsOf(row[field]).flatMap((item) => {
      const value = read(item)
      if (value === undefined) problems.push({ field, reason: reason(field, item, program) })
      return value ?? []
    })
  }
  function some<Value>(field: ProfileField, read: (item: unknown) => Value | undefined): readonly Value[] {
    const values = each(field, read)
    if (itemsOf(row[field]).length === 0) problems.push({ field, reason: reason(field, '', program) })
    return [...new Set(values)]
  }
  const profile: Profile = {
    partnerId: some('partnerId', readId)[0] ?? '',
    locations: some('locations', (item) =>
      isCountry(textOf(item).toUpperCase()) ? textOf(item).toUpperCase() : undefined,
    ),
    languages: some('languages', (item) => parseLanguage(textOf(item))),
    customerSizes: some('customerSizes', oneOf(program.customerSizes)),
    industries: some('industries', oneOf(program.industries)),
    capacity: each('capacity', readCapacity)[0] ?? null,
    standardList: each('standardList', readAddress),
    benefitList: each('benefitList', readAddress),
    endorsements:
      row['endorsements'] === undefined ? undefined : each('endorsements', readEndorsement(program.workloads)),
    claims: row['claims'] === undefined ? undefined : each('claims', readId),
  }
  return problems.length > 0 ? { problems } : { profile }
}

/** No cell holds more, and no item is longer. */
const [mostItems, longest] = [500, 300]

function itemsOf(value: unknown): readonly unknown[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : textOf(value).split(/[;|]/)
  return items.filter((item) => typeof item === 'object' || textOf(item) !== '').slice(0, mostItems)
}

function textOf(value: unknown): string {
  return ['string', 'number'].includes(typeof value)
    ? String(value)
        .trim()
        .slice(0, longest * mostItems)
    : ''
}

function readId(item: unknown): string | undefined {
  return /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/.exec(textOf(item))?.[0]
}

function readAddress(item: unknown): string | undefined {
  const address = textOf(item)
  return address.length <= 254 && IsEmail(address) ? address : undefined
}

function readCapacity(item: unknown): number | undefined {
  return /^\d{1,6}$/.test(textOf(item)) ? Number(textOf(item)) : undefined
}

function oneOf(words: readonly string[]) {
  return (item: unknown) => words.find((word) => word.toLowerCase() === textOf(item).toLowerCase())
}

function readEndorsement(workloads: readonly string[]) {
  return (item: unknown): Endorsement | undefined => {
    const [named, specialized, expires] = partsOf(item)
    const workload = oneOf(workloads)(named)
    const specialization = plainName(textOf(specialized)).slice(0, longest)
    const expiresAt = new Date(/^\d{4}-\d\d-\d\d/.test(textOf(expires)) ? textOf(expires) : Number.NaN)
    if (!workload || specialization === '' || Number.isNaN(expiresAt.getTime())) return undefined
    return { workload, specialization, expiresAt: expiresAt.toISOString() }
  }
}

function partsOf(item: unknown): readonly unknown[] {
  if (typeof item !== 'object' || item === null) return /^([^:]*):([^:]*):(.*)$/.exec(textOf(item))?.slice(1) ?? []
  const fields = new Map(Object.entries(item))
  return [fields.get('workload'), fields.get('specialization'), fields.get('expiresAt')]
}

function reason(field: ProfileField, item: unknown, program: Parameters<typeof readProfile>[1]): string {
  const got = typeof item === 'object' ? JSON.stringify(item) : textOf(item)
  return `expected ${expected[field](program)}, got ${got === '' ? 'nothing' : `'${plainName(got.slice(0, 100))}'`}`
}

const expected: Readonly<Record<ProfileField, (program: Parameters<typeof readProfile>[1]) => string>> = {
  partnerId: () => 'the id of a partner',
  endorsements: ({ workloads }) => `workload:specialization:YYYY-MM-DD with one of ${workloads.join(', ')}`,
  locations: () => "codes of countries in ISO 3166-1 alpha-2 such as 'DE'",
  languages: () => "languages such as 'de' or 'en-US'",
  customerSizes: ({ customerSizes }) => `some of ${customerSizes.join(', ')}`,
  industries: ({ industries }) => `some of ${industries.join(', ')}`,
  capacity: () => 'how many offers at a time, or nothing',
  standardList: () => 'email addresses',
  benefitList: () => 'email addresses',
  claims: () => 'ids of customers',
}
