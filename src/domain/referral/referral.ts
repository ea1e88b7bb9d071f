import type { ReferralState } from './vocabulary.ts'

/** What a referral waits for, who owes it and until when. @source MX-02 */
export type ReferralWaiting = {
  readonly what: 'partner' | 'answer' | 'letters'
  readonly owedBy: 'partner' | 'owner' | 'operator' | 'nobody'
  readonly until: string | null
}

/** An offer as the workflow knows it: its partner by name, and when silence has which consequence. */
export type PlacedOffer = {
  readonly offer: string
  readonly partner: string
  readonly partnerId: string
  readonly psm: string | null
  readonly nudgeAt: string
  readonly until: string
}

/** How a referral stands after partners were looked for. */
export type Placement = {
  readonly state: Extract<ReferralState, 'offered' | 'assigned' | 'unmatched'>
  readonly open: readonly PlacedOffer[]
}
