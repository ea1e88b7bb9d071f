import type { ReactNode } from 'react'
import type { Program, ProgramQuestion } from '../../../../domain/program.ts'
import { findProgramText } from '../../../../domain/programTexts.ts'
import type { Counts } from '../../../../domain/results.ts'
import { questions } from '../../../../questions/index.ts'
import type { QuestionProps } from './QuestionCard.tsx'
import { percent } from './RateCard.tsx'

type DistributionProps = QuestionProps & { readonly counts: Counts; readonly n: number }

/** How many gave which answer: a bar each, and beside it the answer and the figures, which are a table to those who do not see it. */
export function Distribution({ program, question, counts, n }: DistributionProps): ReactNode {
  const answers = answersTo(program, question, counts)
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
                <rect className={`value value-${question.type}-${value}`} width={(100 * count) / most} height="10" />
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

/** Every answer the question offers, given or not, in its order; and any that it no longer offers. */
function answersTo(program: Program, { key, type }: Pick<ProgramQuestion, 'key' | 'type'>, counts: Counts) {
  const worded = (value: string) => ({
    value,
    label: findProgramText(program, 'en-US', `question.${key}.${value}`) ?? value,
  })
  const scale = questions[type].options?.('en-US') ?? []
  const options = program.survey.questions.find((question) => question.key === key)?.options ?? []
  const offered = [...scale.map(({ value, label }) => ({ value: String(value), label })), ...options.map(worded)]
  const others = Object.keys(counts).filter((value) => !offered.some((option) => option.value === value))
  return [...offered, ...others.map(worded)].map((answer) => ({ ...answer, count: counts[answer.value] ?? 0 }))
}
