import type { GiftStanding } from '../../../db/giftOverview.ts'

/** Where gifts stand, in words, in the order of their way. */
export const standingNames = {
  claimed: 'On their way to the provider',
  'by-hand': 'To be sent by hand',
  failed: 'Could not be ordered',
  ordered: 'Issued',
  dropped: 'Dropped',
} as const satisfies Readonly<Record<GiftStanding, string>>
