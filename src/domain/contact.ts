import countries from 'i18n-iso-countries'
import { IsEmail } from 'typebox/format'
import { type Language, languages, parseLanguage } from '../locales/languages.ts'
import { plainName } from '../locales/names.ts'
import { readConsent } from './consent.ts'
import { isFormula, readLine } from './line.ts'
import type { Program } from './program.ts'
import { type ContactField, contactFields } from './vocabulary.ts'

/** Somebody at the customer who may be asked. `country` is ISO 3166-1 alpha-2. */
export type Contact = {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly country: string
  readonly surveyEligible: boolean
  readonly surveyLanguage: Language
  readonly service: string
  /** When they agreed to be asked, as an instant in ISO 8601, and where that is written down; empty where nobody said. */
  readonly consentAt: string
  readonly consentSource: string
  /** A secondary contact is asked in place of a primary one who cannot be reached. */
  readonly role: ContactRole
}

export const contactRoles = ['primary', 'secondary'] as const
export type ContactRole = (typeof contactRoles)[number]

/** All that a row may say; `role` no program can require, because it is primary where nothing is said. */
export const rowFields = [...contactFields, 'role'] as const
export type RowField = (typeof rowFields)[number]

export type RowProblem = { readonly field: RowField; readonly reason: string }

/** What a row is read with. `service` is the engagement's own subject: a contact is named for it and no other. */
export type RowContext = {
  readonly program: Program
  readonly service: string
  readonly now: Date
  /** The partner's, where days of the calendar are told. */
  readonly timeZone: string
}

/** Reads one row of an upload, as people write it.
 *  @returns the contact, or every field that is wrong, with the reason
 *  @source FT-06, PC-02, CI-06 */
export function readContact(
  row: Readonly<Record<string, unknown>>,
  { program, service, now, timeZone }: RowContext,
): { readonly contact: Contact } | { readonly problems: readonly RowProblem[] } {
  const written = (field: RowField) => textOf(row[field]).slice(0, tooLong).normalize().trim()
  const optional = (field: ContactField) => written(field) === '' && !program.contacts.fields.includes(field)
  const firstName = optional('firstName') ? '' : readName(written('firstName'))
  const lastName = optional('lastName') ? '' : readName(written('lastName'))
  const email = readEmail(written('email'))
  const country = optional('country') ? '' : readCountry(written('country'))
  const surveyEligible = optional('surveyEligible') ? true : readYesOrNo(written('surveyEligible'))
  const surveyLanguage = optional('surveyLanguage') ? program.language : parseLanguage(written('surveyLanguage'))
  const named = optional('service') || written('service').toLowerCase() === service.toLowerCase() ? service : undefined
  const consent = readConsent(
    { at: written('consentAt'), source: written('consentSource') },
    { now, timeZone, isRequired: !optional('consentAt') || !optional('consentSource') },
  )
  const role = contactRoles.find((one) => one === (written('role').toLowerCase() || 'primary'))

  const person = { firstName, lastName, email, country, surveyEligible, surveyLanguage, service: named }
  const read = { ...person, consentAt: consent.at, consentSource: consent.source, role }
  if (isComplete(read)) return { contact: read }
  return {
    problems: rowFields
      .filter((field) => read[field] === undefined)
      .map((field) => ({ field, reason: reason(field, { service, got: written(field) }) })),
  }
}

/** No field is so long; whoever sends millions of characters does not have us walk through them. */
const tooLong = 1_000

/** Text, numbers and booleans as text; anything else is no value of a row. */
export function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : ''
}

type ReadContact = { readonly [Field in RowField]: Contact[Field] | undefined }

function isComplete(read: ReadContact): read is Contact {
  return rowFields.every((field) => read[field] !== undefined)
}

function reason(field: RowField, { service, got }: { service: string; got: string }): string {
  return `expected ${expected[field](service)}, got ${got === '' ? 'nothing' : `'${plainName(got.slice(0, 100))}'`}`
}

const expected: Readonly<Record<RowField, (service: string) => string>> = {
  firstName: () => 'a first name of up to 100 printable characters that is no formula',
  lastName: () => 'a last name of up to 100 printable characters that is no formula',
  email: () => 'an email address such as ada@example.com',
  country: () => "an ISO 3166 country such as 'DE', 'DEU' or 'Germany'",
  surveyEligible: () => "yes or no ('y', 'n', 'true', 'false', '1', '0')",
  surveyLanguage: () => `one of ${languages.join(', ')}`,
  service: (service) => `'${service}', the subject of this engagement`,
  consentAt: () => "a day such as '2026-11-20', or an instant, that is not in the future",
  consentSource: () => 'where the consent is written down, in up to 200 printable characters, with consentAt beside it',
  role: () => "'primary' or 'secondary', or nothing",
}

function readName(text: string): string | undefined {
  return readLine(text, { longest: 100 })
}

/** An address as people write it, if it is one. */
export function readEmail(text: string): string | undefined {
  return text.length <= 254 && /\.[^.\s@]{2,}$/.test(text) && IsEmail(text) && !isFormula(text) ? text : undefined
}

/** Whether it is the code of a country: ISO 3166-1 alpha-2, in capitals. */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && countries.isValid(code)
}

/** A country as people write it: its name in English or one of its codes. */
export function readCountry(text: string): string | undefined {
  const code = text.toUpperCase()
  if (isCountry(code)) return code
  return countries.alpha3ToAlpha2(code) ?? countries.getAlpha2Code(text, 'en')
}

/** In the survey languages, and as spreadsheets and forms write it. */
const yes = words(
  'y yes true 1 x ja j wahr oui o vrai si sí s verdadero vero sim verdadeiro da tak ano áno igen kyllä jah jā taip ' +
    'evet ya да ναι כן はい 예 네 是 ใช่',
)
const no = words(
  'n no false 0 nein falsch non faux falso não nao nee nej nei nie ne nem ei nē nu hayır hayir tidak нет όχι לא いいえ ' +
    '아니요 아니오 否 不是 ไม่',
)

function words(list: string): readonly string[] {
  return list.normalize().split(' ')
}

function readYesOrNo(text: string): boolean | undefined {
  const answer = text.toLowerCase()
  if (yes.includes(answer)) return true
  return no.includes(answer) ? false : undefined
}
