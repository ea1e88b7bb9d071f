import { sql } from 'kysely'
import { hashOfAddress } from '../address.ts'
import { record } from '../audit.ts'
import type { Db } from '../database.ts'
import { eraseReasons } from '../disqualifications.ts'
import { lockEngagement } from '../engagements.ts'
import { addCounts, beginErasure, type Counts, type Erasure, finishErasure, sumOf } from '../erasures.ts'
import { eraseReviews } from '../reviews.ts'
import { contactsWithAddress, eraseContacts } from './contacts.ts'
import { engagementsWithAddress } from './engagements.ts'
import { eraseLetters } from './letters.ts'
import { erasePartners } from './partners.ts'
import { eraseFromReferrals } from './referrals.ts'
import { eraseReports } from './reports.ts'
import { eraseStoredAnswers } from './storedAnswers.ts'
import { closeTasksAbout } from './tasks.ts'
import { eraseTexts } from './texts.ts'

/** Erases what is held about a person up to the last step, `endErasure`. Broken off, it goes on where it stopped when it is asked
 *  for again.
 *  @source MX-04 */
export async function erasePerson(db: Db, { address, keyId }: { address: string; keyId: string }): Promise<Erasure> {
  const { erasure, openEngagements } = await db.transaction().execute(async (tx) => {
    const begun = await beginErasure(tx, { person: hashOfAddress(address), keyId })
    const { partners, names, engagements } = await erasePartners(tx, begun.person)
    const idempotency = await eraseStoredAnswers(tx, { address, names })
    const reports = await eraseReports(tx, begun.person)
    await addCounts(tx, begun.id, { idempotency, partners, reports })
    return { erasure: begun, openEngagements: engagements }
  })
  for (const id of openEngagements) await eraseFromEngagement(db, erasure, id)
  await eraseFromEngagements(db, erasure)
  return erasure
}

/** Erases a person from every engagement, one after the other: each holds up nobody else for longer than a moment. */
export async function eraseFromEngagements(db: Db, erasure: Erasure): Promise<void> {
  let ids = await engagementsWithAddress(db, erasure.person)
  while (ids.length > 0) {
    for (const id of ids) await eraseFromEngagement(db, erasure, id)
    ids = await engagementsWithAddress(db, erasure.person)
  }
}

/** The last step: letters that are about no engagement, referrals, the person's calendar, and the proof.
 *  @returns how many rows of which table were removed or emptied */
export async function endErasure(tx: Db, { id, person, key_id: by }: Erasure): Promise<Counts> {
  const { ids, counts } = await eraseLetters(tx, { engagementId: null, recipients: [], person })
  const tasks = await closeTasksAbout(tx, { engagementId: null, about: ids }, { by })
  const { numDeletedRows } = await tx.deleteFrom('requests').where('address_hash', '=', person).executeTakeFirst()
  const referrals = await eraseFromReferrals(tx, person)
  await addCounts(tx, id, sumOf({ requests: Number(numDeletedRows), tasks }, counts, referrals))
  return finishErasure(tx, id)
}

async function eraseFromEngagement(db: Db, erasure: Erasure, engagementId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const engagement = await lockEngagement(tx, engagementId)
    if (!engagement) return
    const contactIds = await contactsWithAddress(tx, engagementId, erasure.person)
    const which = sql<boolean>`r.invitation_id in (select id from invitations where contact_id = any(${[...contactIds]}::text[]))`
    const responses = await eraseTexts(tx, { which, limit: 1_000_000 })
    const theirs = sql<boolean>`reviews.engagement_id = ${engagementId} and reviews.address_hash = ${erasure.person}`
    const reviews = await eraseReviews(tx, theirs, 'erased')
    const disqualifications = await eraseReasons(tx, which)
    const { ids, counts } = await eraseLetters(tx, { engagementId, recipients: contactIds, person: erasure.person })
    const tasks = await closeTasksAbout(tx, { engagementId, about: [...contactIds, ...ids] }, { by: erasure.key_id })
    const erased = sumOf(
      { responses, reviews, disqualifications, tasks },
      counts,
      await eraseContacts(tx, engagement, contactIds),
    )
    if (Object.values(erased).every((count) => count === 0)) return
    await addCounts(tx, erasure.id, erased)
    await record(tx, {
      engagementId,
      actor: erasure.key_id,
      what: 'erased',
      about: { erasure: erasure.id, contacts: contactIds, rows: erased },
    })
  })
}
