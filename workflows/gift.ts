import { proxyActivities } from '@temporalio/workflow'
import type { GiftActivities } from '../activities/gifts.ts'
import type { GiftInput } from './messages.ts'
import { database } from './options.ts'

const { giveUpGift } = proxyActivities<GiftActivities>(database)

/** Has one gift issued, trying for as long as patience lasts; then a person has to look. It knows the order's id alone. Harmless when
 *  repeated.
 *  @returns where the order stands */
export async function gift({ orderId, patience }: GiftInput): Promise<string> {
  const { orderGift } = proxyActivities<GiftActivities>({
    startToCloseTimeout: '1 minute',
    scheduleToCloseTimeout: patience,
    retry: { initialInterval: '1 second', maximumInterval: '30 minutes' },
  })
  return orderGift(orderId).catch(() => giveUpGift(orderId))
}
