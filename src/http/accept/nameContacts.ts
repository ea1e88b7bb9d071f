import { isDeepStrictEqual } from 'node:util'
import { record } from '../../db/audit.ts'
import { contactOf, nameContact, namedContactsOf } from '../../db/contacts.ts'
import type { Db } from '../../db/database.ts'
import { lockEngagement } from '../../db/engagements.ts'
import { ensureInvitation } from '../../db/invitations.ts'
import type { Caller } from '../../db/keys.ts'
import { tell } from '../../db/outbox.ts'
import { findPartner } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { type Contact, type RowContext, type RowProblem, readContact } from '../../domain/contact.ts'
import { DomainError } from '../../domain/errors.ts'
import type { ContactField } from '../../domain/vocabulary.ts'
import { visibleEngagement } from '../auth.ts'
import { flagContacts } from './flags.ts'
import { closeUnreachable } from './standIns.ts'

export type Reading = {
  readonly accepted: number
  readonly rejected: readonly (RowProblem & { readonly row: number })[]
}

type Upload = {
  readonly engagementId: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** How many contacts an engagement takes: a letter to each is sent in one go. */
  readonly mostContacts: number
}

/** What an engagement's program requires of a contact. */
export async function neededFields(db: Db, caller: Caller, engagementId: string): Promise<readonly ContactField[]> {
  const engagement = await visibleEngagement(db, caller, engagementId)
  const program = await findProgram(db, engagement.program_id, engagement.program_version)
  return program?.contacts.fields ?? []
}

/** Takes over the good rows of an upload and names the bad ones. Rows are counted from 1, without the header. Whoever was named
 *  before and is not in the upload stays, and a consent that was told before holds where none is told.
 *  @source FT-06 */
export async function nameContacts(
  tx: Db,
  caller: Caller,
  { engagementId, rows, mostContacts }: Upload,
): Promise<Reading> {
  const engagement = await visibleEngagement(tx, caller, engagementId, lockEngagement)
  if (engagement.stage === 'closed')
    throw new DomainError('engagement.closed', 'a closed engagement takes no contacts: have it reopened first')
  const program = await findProgram(tx, engagement.program_id, engagement.program_version)
  if (!program) throw new DomainError('program.unknown', `no program '${engagement.program_id}' is published`)

  const timeZone = (await findPartner(tx, engagement.partner_id))?.time_zone ?? 'UTC'
  const readings = readEach(rows, { program, service: engagement.subject_name, now: new Date(), timeZone })
  const there = await namedContactsOf(tx, engagementId)
  const before = new Map(there.map((row) => [row.email.toLowerCase(), contactOf(row)]))
  const contacts = readings.flatMap((reading) => ('contact' in reading ? [keepConsent(reading.contact, before)] : []))
  const changed = contacts.filter((contact) => !isDeepStrictEqual(before.get(contact.email.toLowerCase()), contact))
  const addresses = new Set([...there, ...contacts].map(({ email }) => email.toLowerCase()))
  if (addresses.size > mostContacts)
    throw new DomainError('contacts.too-many', `an engagement takes up to ${mostContacts} contacts`)

  if (changed.length > 0) {
    const named = await takeOver(tx, caller, { engagementId, contacts: changed })
    await flagContacts(tx, engagement, { named, wasNamed: there.length > 0 })
  }
  await closeUnreachable(tx, caller, { engagementId, before: there, named: contacts })
  return {
    accepted: contacts.length,
    rejected: readings.flatMap((reading, i) =>
      'problems' in reading ? reading.problems.map((problem) => ({ row: i + 1, ...problem })) : [],
    ),
  }
}

/** Reads row by row. An address that comes again is refused there: which of its rows is meant nobody can know. */
function readEach(
  rows: readonly Readonly<Record<string, unknown>>[],
  about: RowContext,
): readonly ReturnType<typeof readContact>[] {
  const firstRow = new Map<string, number>()
  return rows.map((row, i) => {
    const reading = readContact(row, about)
    if (!('contact' in reading)) return reading
    const address = reading.contact.email.toLowerCase()
    const first = firstRow.get(address)
    if (first === undefined) firstRow.set(address, i + 1)
    return first === undefined
      ? reading
      : { problems: [{ field: 'email', reason: `expected each address once, got it in row ${first}, too` }] }
  })
}

function keepConsent(contact: Contact, before: ReadonlyMap<string, Contact>): Contact {
  const { consentAt = '', consentSource = '' } = before.get(contact.email.toLowerCase()) ?? {}
  return contact.consentAt === '' ? { ...contact, consentAt, consentSource } : contact
}

async function takeOver(
  tx: Db,
  caller: Caller,
  { engagementId, contacts }: { engagementId: string; contacts: readonly Contact[] },
): Promise<readonly { readonly id: string; readonly contact: Contact }[]> {
  const named: { readonly id: string; readonly contact: Contact }[] = []
  for (const contact of contacts) {
    const contactId = await nameContact(tx, engagementId, contact)
    await ensureInvitation(tx, { engagementId, contactId, eligible: contact.surveyEligible })
    named.push({ id: contactId, contact })
  }
  const idsOf = (holds: (contact: Contact) => boolean) =>
    named.filter(({ contact }) => holds(contact)).map(({ id }) => id)
  const eligible = idsOf(({ surveyEligible }) => surveyEligible)
  const ineligible = idsOf(({ surveyEligible }) => !surveyEligible)
  const secondary = idsOf(({ surveyEligible, role }) => surveyEligible && role === 'secondary')
  const fact = { type: 'contacts', eligible, ineligible, ...(secondary.length > 0 && { secondary }) } as const
  await tell(tx, engagementId, [fact])
  await record(tx, { engagementId, actor: caller.id, what: 'contacts.named', about: { eligible, ineligible } })
  return named
}
