/** What became of a letter after Resend took it, from the least to the most final. */
export const deliveries = ['delayed', 'delivered', 'failed', 'suppressed', 'bounced', 'complained'] as const

export type Delivery = (typeof deliveries)[number]

/** Of a letter that did not get through: whether the address will never take mail, or may later. */
export type Permanence = 'hard' | 'soft'

/** The more final of two things that became of a letter: so it does not matter which was told first.
 *  @param before undefined when nothing was told yet */
export function moreFinal(before: Delivery | undefined, told: Delivery): Delivery {
  return before !== undefined && deliveries.indexOf(before) > deliveries.indexOf(told) ? before : told
}

/** Whether a letter did not reach its reader. */
export function isLost(delivery: Delivery | undefined): boolean {
  return delivery === 'failed' || delivery === 'suppressed' || delivery === 'bounced'
}
