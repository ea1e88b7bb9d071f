/** A gift card to be issued, and whom it is for. Exists only while a provider is asked. */
export type GiftToIssue = {
  /** Our order's id, under which a provider issues at most one; another one after an order that the provider has and will never deliver. */
  readonly orderId: string
  readonly amount: number
  readonly currency: string
  readonly recipient: { readonly name: string; readonly address: string; readonly language: string }
}

/** What the provider calls the order, and what it costs in US dollars where that is known. */
export type Issued = { readonly providerId: string; readonly cost?: number }

export const providerNames = ['manual', 'tremendous'] as const

/** Whoever issues gift cards. */
export interface IncentiveProvider {
  readonly name: (typeof providerNames)[number]
  /** Has a card issued and delivered, once however often this is repeated with one order id.
   *  @returns 'by-hand' when a person has to send it
   *  @throws {IncentiveError} it is not known to be issued */
  readonly issue: (gift: GiftToIssue) => Promise<Issued | 'by-hand'>
}

/** A provider issued nothing that is known of. The message names no person. `isRefused`: trying again will not help;
 *  `retryAfter` is in seconds, where the provider named it; `deadOrder` is what it calls an order that it has and will never deliver. */
export class IncentiveError extends Error {
  readonly isRefused: boolean
  readonly retryAfter: number | undefined
  readonly deadOrder: string | undefined

  constructor(message: string, { isRefused, retryAfter, deadOrder }: Refusal) {
    super(message)
    this.name = 'IncentiveError'
    this.isRefused = isRefused
    this.retryAfter = retryAfter
    this.deadOrder = deadOrder
  }
}

type Refusal = {
  readonly isRefused: boolean
  readonly retryAfter?: number | undefined
  readonly deadOrder?: string | undefined
}
