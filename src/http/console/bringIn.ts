import { Compile } from 'typebox/compile'
import type { Db } from '../../db/database.ts'
import type { NewEngagement as Asked, EngagementRow } from '../../db/engagements.ts'
import type { Caller } from '../../db/keys.ts'
import { type Contact, readCountry } from '../../domain/contact.ts'
import { DomainError, type FieldProblem } from '../../domain/errors.ts'
import type { Program } from '../../domain/program.ts'
import { nameContacts } from '../accept/nameContacts.ts'
import { openEngagement } from '../accept/openEngagement.ts'
import { askedIn, NewEngagement } from '../api/engagements.ts'
import { fieldProblems } from '../validation.ts'

/** What somebody typed, by the name of the field. */
export type Typed = Readonly<Record<string, string>>
/** What is wrong with it, by the name of the field; '' for what is about the form as a whole. */
export type Wrong = Readonly<Record<string, string>>

/** A contact of the form: its fields are named after its place, counted from 0. */
export function contactField(place: number, field: string): string {
  return `contact-${place}-${field}`
}

/** The role of each contact there is room for: as many as the program needs.
 *  @source PC-02 */
export function placesOf({ contacts: { atLeast, secondary = 0 } }: Program): readonly Contact['role'][] {
  return Array.from({ length: atLeast }, (_, i) => (i < atLeast - secondary ? 'primary' : 'secondary'))
}

type Form = {
  readonly program: Program
  readonly typed: Typed
  /** Names this showing of the form, and the engagement where the partner has no number of its own for it. */
  readonly formId: string
  readonly day: number
  readonly mostContacts: number
}

/** Opens an engagement and names its contacts, both or neither. The same form again is the same engagement.
 *  @throws {WrongForm} with what is wrong at which field  @source PC-01, PC-02 */
export async function bringIn(tx: Db, caller: Caller, form: Form): Promise<EngagementRow> {
  const { program, typed, day, mostContacts } = form
  const asked = askedOf(form)
  const { row } = await openEngagement(tx, caller, asked, { day }).catch((error: unknown) => {
    throw error instanceof DomainError && error.code !== 'not-found' ? new WrongForm(wrongOf(error)) : error
  })
  const named = placesOf(program).flatMap((role, place) => rowOf(typed, { role, place }))
  if (named.length === 0) return row
  const rows = named.map((contact) => ({ service: row.subject_name, ...contact }))
  const { rejected } = await nameContacts(tx, caller, { engagementId: row.id, rows, mostContacts })
  const wrong = rejected.map(({ row: of, field, reason }) => [
    contactField(named[of - 1]?.place ?? 0, field),
    sentence(reason),
  ])
  if (wrong.length > 0) throw new WrongForm(Object.fromEntries(wrong))
  return row
}

/** What was typed cannot be taken over. It is about people, so it goes back on the page and never into an address. */
export class WrongForm extends Error {
  readonly wrong: Wrong
  constructor(wrong: Wrong) {
    super('the form does not fit')
    this.wrong = wrong
  }
}

const shape = Compile(NewEngagement)

function askedOf({ program, typed, formId }: Form): Asked {
  const written = (name: string) => typed[name]?.trim() ?? ''
  const delivery = written('subject.delivery')
  const body = {
    program: program.id,
    partnerId: written('partnerId'),
    externalId: written('externalId') || formId,
    customer: {
      id: written('customer.id'),
      name: written('customer.name'),
      country: readCountry(written('customer.country')) ?? '',
    },
    subject: { kind: program.subject, name: written('subject.name'), ...(delivery !== '' && { delivery }) },
  }
  if (!shape.Check(body)) throw new WrongForm(wrongFields(fieldProblems(shape.Errors(body), body)))
  return askedIn(body)
}

/** What a form says where the API's words are about patterns. */
const words: Wrong = {
  partnerId: 'Choose the partner.',
  externalId: 'Use letters, digits and . _ : - up to 100, or leave it empty.',
  'customer.id': 'Use letters, digits and . _ : - up to 100: your own number or short name of the customer.',
  'customer.name': 'Say the name of the customer, in up to 200 characters.',
  'customer.country': "Say a country such as 'Germany' or 'DE'.",
  'subject.name': 'Say what it is called, in up to 200 characters.',
}

function wrongFields(problems: readonly FieldProblem[]): Wrong {
  return Object.fromEntries(
    problems.map(({ field, expected }) => {
      const name = field.slice(1).replaceAll('/', '.')
      return [name, words[name] ?? sentence(`expected ${expected}`)]
    }),
  )
}

function wrongOf({ code, message, errors }: DomainError): Wrong {
  if (code === 'engagement.exists') return { externalId: sentence(message) }
  return errors.length > 0 ? wrongFields(errors) : { '': sentence(message) }
}

/** @example sentence('expected a day, got nothing') → 'Expected a day, got nothing.' */
function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

type Place = { readonly role: Contact['role']; readonly place: number }

/** One contact as a row of an upload; none where nothing was typed of it. */
function rowOf(typed: Typed, { role, place }: Place): readonly (Place & Readonly<Record<string, unknown>>)[] {
  const prefix = contactField(place, '')
  const fields = Object.entries(typed).filter(([name]) => name.startsWith(prefix))
  const written = fields.map(([name, value]) => [name.slice(prefix.length), value] as const)
  const isNamed = written.some(([field, value]) => !preset.includes(field) && value.trim() !== '')
  return isNamed ? [{ ...Object.fromEntries(written), role, place }] : []
}

/** Fields the form fills in beforehand: they do not make a contact. */
const preset: readonly string[] = ['surveyEligible', 'surveyLanguage']
