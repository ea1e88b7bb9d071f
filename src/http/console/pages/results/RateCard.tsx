import type { ReactNode } from 'react'
import type { Results } from '../../../../db/results.ts'

/** How many of those who were asked answered.
 *  @source MX-03, PV-05 */
export function RateCard({ responseRate: rate, basis }: Results): ReactNode {
  if (!rate) return undefined
  return (
    <section className="card" aria-labelledby="rate">
      <h2 id="rate">Response rate</h2>
      <p className="score">
        <strong>{percent(rate.rr1)}</strong>{' '}
        <span className="quiet">
          {rate.answered} of {rate.asked} who were asked answered{basis === 'fives' && ' (in whole fives)'}
          {rate.benchmark && `; worldwide ${percent(rate.benchmark.rr1)} of ${rate.benchmark.asked}`}
        </span>
      </p>
      <p className="quiet">
        By AAPOR: RR1 {percent(rate.rr1)}, RR2 {percent(rate.rr2)}, RR3 {percent(rate.rr3)} with e = {rate.e.toFixed(2)}
        .
      </p>
    </section>
  )
}

/** @example percent(0.3636) → '36.4%' */
export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`
}
