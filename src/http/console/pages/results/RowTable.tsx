import type { ReactNode } from 'react'
import { ColumnHeads } from '../ColumnHeads.tsx'
import type { QuestionProps } from './QuestionCard.tsx'
import { rowName } from './rowName.ts'
import { breakdownNames } from './SliceForm.tsx'

/** The figures row by row. What is not shown says why. */
export function RowTable({ question, results }: QuestionProps): ReactNode {
  const { rows, measure } = question
  const isWorldwide = rows.some(({ benchmark }) => benchmark !== null)
  const by = results.by ?? 'month'
  const headings = [
    breakdownNames[by],
    'n',
    ...(measure ? ['Score', '95%'] : []),
    ...(isWorldwide ? ['Worldwide'] : []),
  ]
  return (
    <table className="figures">
      <caption className="unseen">{`Figures by ${breakdownNames[by].toLowerCase()}`}</caption>
      <ColumnHeads headings={headings} />
      <tbody>
        {rows.map(({ of, n, score, benchmark }) => (
          <tr key={of}>
            <th scope="row">{rowName(by, of)}</th>
            {n === null ? (
              <td colSpan={measure ? 3 : 1} className="quiet">
                fewer than 5 answers
              </td>
            ) : (
              <>
                <td className="figure">{n}</td>
                {measure && <td className="figure">{score?.value ?? '–'}</td>}
                {measure && <td className="figure quiet">{score ? `${score.low} … ${score.high}` : '–'}</td>}
              </>
            )}
            {isWorldwide && (
              <td className="figure">
                {benchmark ? benchmark.score.value : '–'}{' '}
                {benchmark && <span className="quiet">n = {benchmark.n}</span>}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
