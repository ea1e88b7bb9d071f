import type { ReactNode } from 'react'
import type { Origin } from '../../../db/evidence.ts'
import type { EvidenceKind } from '../../../domain/evidence.ts'
import type { Reason } from '../../../domain/standing/standing.ts'
import { nameIn } from '../../../locales/names.ts'
import { ListTable } from './ListTable.tsx'
import type { StandingPageProps } from './StandingPage.tsx'
import { dayIn, kindNames, reasonNames } from './standingWords.ts'

/** A piece of evidence as the page tells of it. */
export type Piece = {
  readonly id: string
  readonly kind: EvidenceKind
  readonly at: Date
  readonly value: number | null
  /** Why it does not count; absent when it does. */
  readonly reason: Reason | undefined
  /** Absent where it comes from elsewhere, or is not the reader's to know. */
  readonly origin: Origin | undefined
}

/** What counted, and what did not and why. */
export function StandingEvidence(props: StandingPageProps): ReactNode {
  const { counted, excluded, pieces } = props
  return (
    <section className="card" aria-labelledby="evidence">
      <h2 id="evidence">What counts, and what does not</h2>
      <ul className="facts">
        <Tally name="Counts" count={counted.length} className="reached" />
        {tallies(excluded).map(([reason, count]) => (
          <Tally key={reason} name={reasonNames[reason]} count={count} className="" />
        ))}
      </ul>
      {pieces === undefined ? <Opaque {...props} /> : <Pieces {...props} pieces={pieces} />}
    </section>
  )
}

function Tally({
  name,
  count,
  className,
}: {
  readonly name: string
  readonly count: number
  readonly className: string
}): ReactNode {
  return (
    <li>
      <span>{name}</span>
      <span className={`chip ${className}`}>{count}</span>
    </li>
  )
}

/** Each reason there is with how often, the most frequent first. */
function tallies(excluded: StandingPageProps['excluded']): readonly (readonly [Reason, number])[] {
  const counts = new Map<Reason, number>()
  for (const { reason } of excluded) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)
}

function Pieces({
  pieces,
  counted,
  excluded,
  timeZone,
}: StandingPageProps & { readonly pieces: readonly Piece[] }): ReactNode {
  if (pieces.length === 0) return undefined
  return (
    <>
      <ListTable caption="Evidence, newest first" headings={['Day', 'From', 'Kind', 'Rating', 'Counts']} isInner>
        {pieces.map(({ id, at, kind, value, reason, origin }) => (
          <tr key={id} className={reason ? 'left-out' : ''}>
            <td data-label="Day">{dayIn(at, timeZone)}</td>
            <td data-label="From">{origin ? <From {...origin} /> : <span className="quiet">{id}</span>}</td>
            <td data-label="Kind">{kindNames[kind]}</td>
            <td data-label="Rating">{value === null ? '' : Math.round(value * 100) / 100}</td>
            <td data-label="Counts">{reason ? reasonNames[reason] : <span className="chip reached">Counts</span>}</td>
          </tr>
        ))}
      </ListTable>
      {pieces.length < counted.length + excluded.length && (
        <p className="quiet">Only the newest {pieces.length} are shown; the API has them all.</p>
      )}
    </>
  )
}

function From({ engagementId, customer, subject }: Origin): ReactNode {
  return (
    <a href={`/console/engagements/${engagementId}`}>
      {nameIn('en-US', subject)} for {nameIn('en-US', customer)}
    </a>
  )
}

/** Of a confidential program: which pieces do not count, by ids that lead to nobody. */
function Opaque({ excluded }: StandingPageProps): ReactNode {
  return (
    <>
      <p className="quiet">Answers to this program are confidential: nothing here tells who gave them, or when.</p>
      {excluded.length > 0 && (
        <details>
          <summary>What does not count, by id</summary>
          <ul className="facts">
            {excluded.map(({ id, reason }) => (
              <li key={id}>
                <code>{id}</code>
                <span className="quiet">{reasonNames[reason]}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
