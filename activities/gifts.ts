import { ApplicationFailure } from '@temporalio/common'
import { record } from '../src/db/audit.ts'
import { nameOfContact } from '../src/db/contacts.ts'
import type { Db } from '../src/db/database.ts'
import {
  type FoundGiftOrder,
  findGiftOrder,
  type GiftOrderRow,
  lockGiftOrder,
  moveGiftOrder,
  noteGiftAttempt,
} from '../src/db/giftOrders.ts'
import { closeTask, openTask } from '../src/db/tasks.ts'
import { type GiftToIssue, IncentiveError, type IncentiveProvider, type Issued } from '../src/incentives/provider.ts'
import { missing } from './failures.ts'

export type GiftDependencies = { readonly db: Db; readonly incentives: IncentiveProvider }

/** Issues the gifts respondents chose. */
export function giftActivities({ db, incentives }: GiftDependencies) {
  return {
    /** Has a gift issued, once however often this is repeated: the provider knows our order's id. What the provider will not take becomes a
     *  task for a person, and so does what a person has to send.
     *  @returns where the order stands */
    async orderGift(id: string): Promise<GiftOrderRow['state']> {
      const begun = await db.transaction().execute((tx) => begin(tx, id, incentives.name))
      if ('state' in begun) return begun.state
      const issued = await incentives.issue(begun).catch(failWhenAsked)
      return db.transaction().execute(async (tx) => {
        if (issued === 'by-hand') return askPerson(tx, id)
        return 'refused' in issued ? fail(tx, id, issued.refused, issued.deadOrder) : keepIssued(tx, id, issued)
      })
    },

    /** Leaves a gift to a person that no attempt brought to an end. */
    async giveUpGift(id: string): Promise<GiftOrderRow['state']> {
      return db.transaction().execute((tx) => fail(tx, id, 'no answer in time'))
    },
  }
}

export type GiftActivities = ReturnType<typeof giftActivities>

/** Reads whom a gift is for at the moment it is ordered, and writes down that it is. */
async function begin(
  tx: Db,
  id: string,
  provider: IncentiveProvider['name'],
): Promise<GiftToIssue | { readonly state: GiftOrderRow['state'] }> {
  const locked = (await lockGiftOrder(tx, id)) ?? missing('gift', id)
  if (locked.state !== 'claimed') return { state: locked.state }
  // an order the other provider may have is not given to this one as well
  if (locked.provider && locked.provider !== provider)
    return { state: await fail(tx, id, `begun by ${locked.provider}`) }
  const order = (await findGiftOrder(tx, id)) ?? missing('gift', id)
  await noteGiftAttempt(tx, id, provider)
  return giftOf(order)
}

function giftOf(order: FoundGiftOrder): GiftToIssue {
  const { id, amount, currency, email, survey_language, provider_id: dead } = order
  if (email === null || survey_language === null) return missing('contact', id)
  const orderId = dead === null ? id : `${id}.${dead}`
  const name = nameOfContact(order) || email
  return { orderId, amount, currency, recipient: { name, address: email, language: survey_language } }
}

type Refused = { readonly refused: string; readonly deadOrder: string | undefined }

/** A refusal is an answer; anything else is tried again, when the provider says so. */
function failWhenAsked(error: unknown): Refused {
  if (!(error instanceof IncentiveError)) throw error
  const { message, isRefused, retryAfter, deadOrder } = error
  if (isRefused) return { refused: message, deadOrder }
  const delay = retryAfter === undefined ? {} : { nextRetryDelay: retryAfter * 1000 }
  throw ApplicationFailure.create({ message, type: 'incentives.unavailable', ...delay })
}

async function askPerson(tx: Db, id: string): Promise<GiftOrderRow['state']> {
  if (await moveGiftOrder(tx, id, { from: ['claimed'], to: 'by-hand' }))
    await openTask(tx, { kind: 'gift-to-send', about: id })
  return 'by-hand'
}

async function fail(tx: Db, id: string, reason: string, deadOrder?: string): Promise<GiftOrderRow['state']> {
  const dead = deadOrder === undefined ? {} : { provider_id: deadOrder }
  if (await moveGiftOrder(tx, id, { from: ['claimed'], to: 'failed', reason, ...dead })) {
    await openTask(tx, { kind: 'gift-failed', about: id })
    await record(tx, { actor: 'workflow', what: 'gift.failed', about: { order: id } })
  }
  return 'failed'
}

/** An order that was given up, or forgotten, while the provider took it was taken all the same. What the provider calls it leads to the person:
 *  of somebody who is forgotten it is not kept. */
async function keepIssued(tx: Db, id: string, { providerId, cost }: Issued): Promise<GiftOrderRow['state']> {
  const order = (await lockGiftOrder(tx, id)) ?? missing('gift', id)
  const settled = {
    provider_id: order.contact_id === null ? null : providerId,
    cost: cost ?? null,
    reason: null,
  }
  if (await moveGiftOrder(tx, id, { from: ['claimed', 'failed'], to: 'ordered', ...settled })) {
    await record(tx, { actor: 'workflow', what: 'gift.ordered', about: { order: id } })
    await closeTask(tx, { kind: 'gift-failed', about: id }, { by: 'workflow' })
  }
  return 'ordered'
}
