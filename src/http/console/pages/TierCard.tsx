import type { ReactNode } from 'react'
import { ColumnHeads } from './ColumnHeads.tsx'
import type { StandingPageProps } from './StandingPage.tsx'

/** The tier, the way to the next one, and what each attribute earns.
 *  @source PC-08 */
export function TierCard({ tier, measure, ladder }: StandingPageProps): ReactNode {
  if (!tier) return undefined
  const { score, name, next, pillars, attributes } = tier
  return (
    <section className="card" aria-labelledby="tier">
      <h2 id="tier">Tier</h2>
      <p className="big">{name ?? 'Below the lowest tier'}</p>
      <p className="quiet">
        {shown(score)} points{next && `; ${shown(next.points)} more for ${next.name}`}.
      </p>
      <Ladder score={score} most={sum(pillars.map((pillar) => pillar.most))} ladder={ladder} />
      <table className="list inner">
        <caption className="unseen">What each attribute earns</caption>
        <ColumnHeads headings={['Attribute', 'Value', 'Points']} />
        {pillars.map((pillar) => (
          <tbody key={pillar.key}>
            <tr className="group">
              <th scope="rowgroup" colSpan={2}>
                {named(pillar.key)}
              </th>
              <td data-label="Points">
                {shown(pillar.points)} of {shown(pillar.most)} <Share points={pillar.points} most={pillar.most} />
              </td>
            </tr>
            {attributes
              .filter(({ pillar: of }) => of === pillar.key)
              .map(({ key, value, points, most, from }) => (
                <tr key={key}>
                  <th scope="row">{named(key)}</th>
                  <td data-label="Value">
                    {value === null ? <span className="quiet">not told</span> : shown(value)}{' '}
                    {from === 'standing' && (
                      <span className="quiet">{measure === 'count' ? 'the count above' : 'the score above'}</span>
                    )}
                  </td>
                  <td data-label="Points">
                    {shown(points)} of {shown(most)}
                  </td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

type LadderProps = Pick<StandingPageProps, 'ladder'> & { readonly score: number; readonly most: number }

/** Where the score is among the tiers. */
function Ladder({ score, most, ladder }: LadderProps): ReactNode {
  const place = (points: number) => 12 + (576 * Math.min(points, most)) / most
  const title = `${shown(score)} of ${shown(most)} points; ${ladder.map(({ name, from }) => `${name} from ${from}`).join(', ')}`
  return (
    <svg className="standing-picture" viewBox="0 0 600 74" role="img" aria-labelledby="ladder-title">
      <title id="ladder-title">{title}</title>
      <rect className="below" x={place(0)} y="34" width="576" height="14" rx="7" />
      <rect className="filled" x={place(0)} y="34" width={place(score) - place(0)} height="14" rx="7" />
      {ladder.map(({ name, from }) => (
        <g key={name}>
          {from > 0 && <path className="threshold" d={`M${place(from)} 28v26`} />}
          <text className="mark" x={place(from) + (from > 0 ? 4 : 0)} y="20">
            {name}
          </text>
          <text x={place(from) + (from > 0 ? 4 : 0)} y="68">
            {from}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** How much of the points was earned; the figures beside it say the same. */
function Share({ points, most }: { readonly points: number; readonly most: number }): ReactNode {
  return (
    <svg className="share" viewBox="0 0 100 10" aria-hidden="true">
      <rect className="track" width="100" height="10" rx="5" />
      <rect className="earned" width={(100 * points) / most} height="10" rx="5" />
    </svg>
  )
}

function shown(figure: number): string {
  return figure.toLocaleString('en-US', { maximumFractionDigits: 1 })
}

/** A key in words: 'customer-success' → 'Customer success'. */
function named(key: string): string {
  const words = key.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0)
}
