import { type Calendar, frequencyRules, schedule } from '../domain/frequency.ts'
import { record } from './audit.ts'
import type { Db } from './database.ts'
import { type Deferral, defer, deferralsOf, makeRequest, peopleWaitedFor } from './deferrals.ts'
import { lockEngagement } from './engagements.ts'
import { tell } from './outbox.ts'
import { findProgram } from './programs.ts'
import { addRequest, lockPeople, requestsOf } from './requests.ts'

/** Somebody about to be asked for an answer to a survey. */
export type Asked = { readonly invitationId: string; readonly contactId: string; readonly person: Buffer }

/** Decides who may be asked at this moment, and writes it down, so that no two engagements ask the same person too soon. Who has to
 *  wait keeps their place by the time they were first to be asked.
 *  @returns until when the others are deferred, by contact
 *  @source PV-01 */
export async function takeTurns(
  tx: Db,
  calendar: Calendar,
  { engagementId, asked }: { engagementId: string; asked: readonly Asked[] },
): Promise<ReadonlyMap<string, Date>> {
  const deferred = new Map<string, Date>()
  const people = asked.map(({ person }) => person)
  const now = await lockPeople(tx, people)
  for (const { invitationId, contactId, person } of asked) {
    await defer(tx, invitationId, { since: now, until: now })
    const waiting = await deferralsOf(tx, person, engagementId)
    const turn = (await turnsOf(tx, calendar, { person, waiting, now })).get(invitationId) ?? now
    if (turn > now) {
      await defer(tx, invitationId, { since: now, until: turn })
      deferred.set(contactId, turn)
    } else {
      await makeRequest(tx, invitationId)
      await addRequest(tx, { person, purpose: 'survey', engagementId, at: now })
    }
  }
  return deferred
}

/** Lets whoever waits for a person be asked earlier, where somebody before them has left the queue.
 *  @returns how many may */
export async function advanceDeferrals(db: Db, calendar: Calendar, { limit }: { limit: number }): Promise<number> {
  let advanced = 0
  for (const person of await peopleWaitedFor(db, { limit })) {
    const now = await lockPeople(db, [])
    const waiting = await deferralsOf(db, person)
    const turns = await turnsOf(db, calendar, { person, waiting, now })
    for (const deferral of waiting.filter(({ id, until }) => (turns.get(id) ?? until) < until)) {
      if (await advance(db, deferral, turns.get(deferral.id) ?? now)) advanced += 1
    }
  }
  return advanced
}

async function advance(db: Db, { id, engagementId, contactId, until }: Deferral, turn: Date): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const engagement = await lockEngagement(tx, engagementId)
    const invitation = await tx.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst()
    const isSame = invitation?.status === 'deferred' && invitation.deferred_until?.getTime() === until.getTime()
    if (!isSame || engagement?.stage === 'closed') return false
    await defer(tx, id, { since: turn, until: turn })
    await tell(tx, engagementId, [{ type: 'allowed', contact: contactId }])
    await record(tx, { engagementId, actor: 'workflow', what: 'advanced', about: { contact: contactId, until: turn } })
    return true
  })
}

/** When each of the invitations that wait for a person may be sent. */
async function turnsOf(
  db: Db,
  calendar: Calendar,
  { person, waiting, now }: { person: Buffer; waiting: readonly Deferral[]; now: Date },
): Promise<ReadonlyMap<string, Date>> {
  const awaiting = []
  for (const { id, dueAt, programId, programVersion } of waiting) {
    const program = await findProgram(db, programId, programVersion)
    awaiting.push({ id, dueAt, rules: frequencyRules(calendar, program?.survey.frequency) })
  }
  return schedule(awaiting, { made: await requestsOf(db, person), now })
}
