import type { ReactNode } from 'react'
import type { QuestionResults, Row } from '../../../../db/results.ts'
import { isWordy } from '../../../../domain/response.ts'
import { netOf } from '../../../../domain/score.ts'
import { ScoreBar } from '../ScoreBar.tsx'
import { measureNames } from '../words.ts'
import { Comments } from './Comments.tsx'
import { Distribution } from './Distribution.tsx'
import type { ResultsPageProps } from './ResultsPage.tsx'
import { RowTable } from './RowTable.tsx'
import { Trend } from './Trend.tsx'

export type QuestionProps = ResultsPageProps & { readonly question: QuestionResults }

/** One question: what it scored, who said what, and how that went row by row. */
export function QuestionCard(props: QuestionProps): ReactNode {
  const { question, results } = props
  const { key, text, type, all, rows } = question
  const isTrend = results.by === 'month' || results.by === 'quarter'
  return (
    <section className="card" aria-labelledby={`question-${key}`}>
      <h2 id={`question-${key}`}>{text}</h2>
      {isWordy(type) ? (
        <Comments comments={question.comments} />
      ) : (
        <>
          {all.n === null ? <Hidden /> : <Overall question={question} all={all} />}
          {(all.counts || rows.length > 0) && (
            <div className="charts">
              {all.counts && <Distribution question={question} counts={all.counts} n={all.n ?? 0} />}
              {rows.length > 0 && (
                <div>
                  {isTrend && question.measure && <Trend {...props} measure={question.measure} />}
                  <RowTable {...props} />
                </div>
              )}
            </div>
          )}
        </>
      )}
    </section>
  )
}

function Overall({ question, all }: { readonly question: QuestionResults; readonly all: Row }): ReactNode {
  const { measure, key } = question
  const { score, benchmark, n } = all
  if (!measure || !score) return <p className="quiet">{n} answers</p>
  return (
    <>
      <p className="score">
        {measureNames[measure]} <strong>{score.value}</strong>{' '}
        <span className="quiet">
          {measure === 'nsat' && `(${signed(netOf(score.value))} on −100…100) `}
          from {n} answers; with 95% confidence between {score.low} and {score.high}
          {benchmark && `; worldwide ${benchmark.score.value} from ${benchmark.n}`}
        </span>
      </p>
      <ScoreBar score={score} id={`score-${key}`} benchmark={benchmark?.score.value} />
    </>
  )
}

function Hidden(): ReactNode {
  return <p className="quiet">Fewer than 5 answers: not shown, so that nobody is recognised.</p>
}

function signed(value: number): string {
  const shown = Math.round(value * 10) / 10
  return shown > 0 ? `+${shown}` : String(shown).replace('-', '−')
}
