import countries from 'i18n-iso-countries'
import { IsEmail } from 'typebox/format'
import { type Language, languages, parseLanguage } from '../locales/languages.ts'
import { type ContactField, contactFields, type Program } from './program.ts'

/** Somebody at the customer who may be asked. `country` is ISO 3166-1 alpha-2. */
export type Contact = {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly country: string
  readonly surveyEligible: boolean
  readonly surveyLanguage: Language
  readonly service: string
}

export type RowProblem = { readonly field: ContactField; readonly reason: string }

/** Reads one row of an upload, as people write it.
 *  @param service the engagement's own subject: a contact is named for it and no other
 *  @returns the contact, or every field that is wrong, with the reason
 *  @source FT-06 */
export function readContact(
  row: Readonly<Record<string, unknown>>,
  { program, service }: { readonly program: Program; readonly service: string },
): { readonly contact: Contact } | { readonly problems: readonly RowProblem[] } {
  const written = (field: ContactField) => textOf(row[field]).trim()
  const optional = (field: ContactField) => written(field) === '' && !program.contacts.fields.includes(field)
  const firstName = optional('firstName') ? '' : readName(written('firstName'))
  const lastName = optional('lastName') ? '' : readName(written('lastName'))
  const email = readEmail(written('email'))
  const country = optional('country') ? '' : readCountry(written('country'))
  const surveyEligible = optional('surveyEligible') ? true : readYesOrNo(written('surveyEligible'))
  const surveyLanguage = optional('surveyLanguage') ? program.language : parseLanguage(written('surveyLanguage'))
  const named = optional('service') || written('service').toLowerCase() === service.toLowerCase() ? service : undefined

  const read = { firstName, lastName, email, country, surveyEligible, surveyLanguage, service: named }
  if (isComplete(read)) return { contact: read }
  return {
    problems: contactFields
      .filter((field) => read[field] === undefined)
      .map((field) => ({ field, reason: reason(field, { service, got: written(field) }) })),
  }
}

/** Text, numbers and booleans as text; anything else is no value of a row. */
function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : ''
}

type ReadContact = { readonly [Field in ContactField]: Contact[Field] | undefined }

function isComplete(read: ReadContact): read is Contact {
  return contactFields.every((field) => read[field] !== undefined)
}

function reason(field: ContactField, { service, got }: { service: string; got: string }): string {
  return `expected ${expected[field](service)}, got ${got === '' ? 'nothing' : `'${got.slice(0, 100)}'`}`
}

const expected: Readonly<Record<ContactField, (service: string) => string>> = {
  firstName: () => 'a first name of up to 100 characters',
  lastName: () => 'a last name of up to 100 characters',
  email: () => 'an email address such as ada@example.com',
  country: () => "an ISO 3166 country such as 'DE', 'DEU' or 'Germany'",
  surveyEligible: () => "yes or no ('y', 'n', 'true', 'false', '1', '0')",
  surveyLanguage: () => `one of ${languages.join(', ')}`,
  service: (service) => `'${service}', the subject of this engagement`,
}

/** Control and direction-changing characters have no place in a name and could break a mail header or mislead a reader. */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

function readName(text: string): string | undefined {
  return text === '' || text.length > 100 || unprintable.test(text) ? undefined : text
}

function readEmail(text: string): string | undefined {
  return text.length <= 254 && /\.[^.\s@]{2,}$/.test(text) && IsEmail(text) ? text : undefined
}

function readCountry(text: string): string | undefined {
  const code = text.toUpperCase()
  if (countries.getName(code, 'en') !== undefined && code.length === 2) return code
  return countries.alpha3ToAlpha2(code) ?? countries.getAlpha2Code(text, 'en')
}

const yes = [
  'y',
  'yes',
  'true',
  '1',
  'x',
  'ja',
  'j',
  'oui',
  'o',
  'si',
  'sí',
  's',
  'sim',
  'da',
  'tak',
  'כן',
  'はい',
  '是',
]
const no = ['n', 'no', 'false', '0', 'nein', 'non', 'nao', 'não', 'nee', 'nej', 'nie', 'לא', 'いいえ', '否']

function readYesOrNo(text: string): boolean | undefined {
  const answer = text.toLowerCase()
  if (yes.includes(answer)) return true
  return no.includes(answer) ? false : undefined
}
