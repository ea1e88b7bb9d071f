import { record } from '../../db/audit.ts'
import { contactOf, contactsOf } from '../../db/contacts.ts'
import type { Db } from '../../db/database.ts'
import { type EngagementRow, lockEngagement, showStage } from '../../db/engagements.ts'
import { addFact, markTold, type ReportedFact, type RequestedFact } from '../../db/facts.ts'
import type { Caller } from '../../db/keys.ts'
import { tell } from '../../db/outbox.ts'
import { findProgram } from '../../db/programs.ts'
import { addRequest, personAsked } from '../../db/requests.ts'
import { readWaiting } from '../../db/waiting.ts'
import { DomainError } from '../../domain/errors.ts'
import { missingContacts } from '../../domain/missingContacts.ts'
import { visibleEngagement } from '../auth.ts'

/** `recorded` is new, `repeated` was there already; `after-close` is kept, but the engagement is over. */
export const receptions = ['recorded', 'repeated', 'after-close'] as const

export type Reception = (typeof receptions)[number]

/** What a portal reported, under its own id of the event; of a request also who was asked. */
export type Reported = { readonly eventId: string } & (
  | { readonly fact: Exclude<ReportedFact, RequestedFact> }
  | { readonly fact: RequestedFact; readonly person: Buffer }
)

/** Accepts what a portal reports of an engagement. What people were asked for outside our surveys goes into their calendar; the
 *  workflow is not told. */
export async function reportFact(
  tx: Db,
  caller: Caller,
  { engagementId, ...reported }: Reported & { readonly engagementId: string },
): Promise<Reception> {
  const { eventId, fact } = reported
  const engagement = await visibleEngagement(tx, caller, engagementId, lockEngagement)
  const isNew = await addFact(tx, { engagementId, eventId, fact })
  if ('person' in reported) await noteRequest(tx, { ...reported, engagementId }, { isNew })
  if (!isNew) return 'repeated'
  await record(tx, { engagementId, actor: caller.id, what: `fact.${fact.type}`, about: { ...fact, eventId } })
  if ('person' in reported) return 'recorded'
  if (engagement.stage === 'closed') return 'after-close'
  await requireContacts(tx, engagement, fact)
  await markTold(tx, engagementId, eventId, await tell(tx, engagementId, [reported.fact]))
  if (engagement.stage === 'gates') {
    await showStage(tx, engagementId, { stage: 'gates', waiting: await readWaiting(tx, engagement), seen: 0 })
  }
  return 'recorded'
}

/** A gate may have to wait until contacts are there.
 *  @throws {DomainError} contacts.missing — with which
 *  @source PC-02 */
async function requireContacts(tx: Db, engagement: EngagementRow, { type }: ReportedFact): Promise<void> {
  const program = await findProgram(tx, engagement.program_id, engagement.program_version)
  if (program?.contacts.before !== type) return
  const missing = missingContacts(program, (await contactsOf(tx, engagement.id)).map(contactOf))
  if (missing.length === 0) return
  const wanted = missing.map(({ expected }) => expected).join(' and ')
  throw new DomainError('contacts.missing', `before '${type}' can be reported, name ${wanted}`, missing)
}

async function noteRequest(
  tx: Db,
  request: { engagementId: string; eventId: string; fact: RequestedFact; person: Buffer },
  { isNew }: { isNew: boolean },
): Promise<void> {
  const { engagementId, eventId, fact, person } = request
  const noted = await personAsked(tx, { engagementId, eventId })
  if (noted && !noted.equals(person))
    throw new DomainError('fact.conflict', `eventId '${eventId}' was used for a request to somebody else`)
  if (isNew) await addRequest(tx, { person, purpose: fact.purpose, engagementId, eventId, at: new Date(fact.at) })
}
