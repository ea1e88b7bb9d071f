import type { Result } from './chaos.ts'

/** What referrals came to, and what became of their offers. */
export function referralRows({ promises, evidence }: Result): readonly (readonly [string, string | number])[] {
  const { referrals, offers } = evidence
  const ended = (state: string) => referrals.filter((one) => one.state === state).length
  const states = ['accepted', 'declined', 'timed-out', 'withdrawn'] as const
  const settled = states.map((state) => `${offers.filter((offer) => offer.state === state).length} ${state}`)
  return [
    ['driven', referrals.length],
    ['assigned', ended('assigned')],
    ['withdrawn by their customer', ended('withdrawn')],
    ['offers', settled.join(', ')],
    ['answers of partners promised to count', promises.decisions.length],
  ]
}
