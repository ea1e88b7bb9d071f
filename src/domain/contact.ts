import countries from 'i18n-iso-countries'
import { IsEmail } from 'typebox/format'
import { type Language, languages, parseLanguage } from '../locales/languages.ts'
import { plainName } from '../locales/names.ts'
import { type Program } from './program.ts'
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
  /** A secondary contact is asked in place of a primary one who cannot be reached. */
  readonly role: ContactRole
}

export const contactRoles = ['primary', 'secondary'] as const
export type ContactRole = (typeof contactRoles)[number]

/** All that a row may say; `role` no program can require, because it is primary where nothing is said. */
export const rowFields = [...contactFields, 'role'] as const
export type RowField = (typeof rowFields)[number]

export type RowProblem = { readonly field: RowField; readonly reason: string }

/** Reads one row of an upload, as people write it.
 *  @param service the engagement's own subject: a contact is named for it and no other
 *  @returns the contact, or every field that is wrong, with the reason
 *  @source FT-06 */
export function readContact(
  row: Readonly<Record<string, unknown>>,
  { program, service }: { readonly program: Program; readonly service: string },
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

  const role = contactRoles.find((one) => one === (written('role').toLowerCase() || 'primary'))

  const read = { firstName, lastName, email, country, surveyEligible, surveyLanguage, service: named, role }
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
function textOf(value: unknown): string {
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
  role: () => "'primary' or 'secondary', or nothing",
}

/** Control, direction-changing and invisible characters have no place in a name: they could break a mail header, mislead a reader, or make two
 *  of one. Joiners belong to Arabic script and to the marks of Indian ones, and nowhere else. */
const unprintable =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|(?<![\p{Script=Arabic}\p{M}])[\u200c\u200d]/u

/** A cell that begins so is run, not shown, by the spreadsheet of whoever downloads it. No person's name does; a dash alone
 *  stands where there is none. */
const formula = /^[=+@\uff1d\uff0b\uff20]|^[-\uff0d]./u

function readName(text: string): string | undefined {
  return text === '' || text.length > 100 || unprintable.test(text) || formula.test(text) ? undefined : text
}

function readEmail(text: string): string | undefined {
  return text.length <= 254 && /\.[^.\s@]{2,}$/.test(text) && IsEmail(text) && !formula.test(text) ? text : undefined
}

/** Whether it is the code of a country: ISO 3166-1 alpha-2, in capitals. */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && countries.isValid(code)
}

function readCountry(text: string): string | undefined {
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
