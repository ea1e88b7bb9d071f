import type { ReactNode } from 'react'
import type { QuestionResults } from '../../../../db/results.ts'
import type { Counts } from '../../../../domain/results.ts'
import { percent } from './RateCard.tsx'

type DistributionProps = {
  readonly question: QuestionResults
  readonly counts: Counts
  readonly n: number
}

/** How many gave which answer: a bar each, and beside it the answer and the figures, which are a table to those who do not see it. */
export function Distribution({ question, counts, n }: DistributionProps): ReactNode {
  const answers = answersTo(question, counts)
  const most = Math.max(1, ...answers.map(({ count }) => count))
  return (
    <table className="distribution">
      <caption>Answers</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">Answer</th>
          <th scope="col">Share</th>
          <th scope="col">How many</th>
        </tr>
      </thead>
      <tbody>
        {answers.map(({ value, label, count }) => (
          <tr key={value}>
            <th scope="row">{label}</th>
            <td className="bar">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={percent(count / n)}>
                <title>{`${label}: ${percent(count / n)}`}</title>
                <rect className="track" width="100" height="10" />
                <rect className="value" width={(100 * count) / most} height="10" />
              </svg>
            </td>
            <td className="figure">{percent(count / n)}</td>
            <td className="figure quiet">{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Every answer the question offers, given or not, in its order; and any that it no longer offers, by its key. */
function answersTo({ options }: QuestionResults, counts: Counts) {
  const offered = (options ?? []).map(({ value, label }) => ({ value: String(value), label }))
  const others = Object.keys(counts).filter((key) => !offered.some(({ value }) => value === key))
  return [...offered, ...others.map((key) => ({ value: key, label: key }))].map((answer) => ({
    ...answer,
    count: counts[answer.value] ?? 0,
  }))
}
