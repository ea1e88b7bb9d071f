import type { ReactNode } from 'react'
import { nameIn } from '../../../locales/names.ts'
import { Chip, Overdue } from './Chip.tsx'
import type { EngagementPageProps } from './EngagementPage.tsx'
import { ScoreBar } from './ScoreBar.tsx'
import { distance, When } from './When.tsx'
import { measureNames, outcomeSentences, partyNames, waitedFor } from './words.ts'

/** What the engagement waits for, who owes it, until when; or how it ended.
 *  @source MX-02 */
export function Overview(props: EngagementPageProps): ReactNode {
  const { stage, outcome, score, isOverdue, disqualified } = props
  return (
    <section className={isOverdue ? 'card overview late' : 'card overview'} aria-label="Where it stands">
      <p className="chips">
        <Chip stage={stage} outcome={outcome} /> {isOverdue && <Overdue />}
      </p>
      <p className="big">{outcome ? `${outcomeSentences[outcome]}.` : <Waiting {...props} />}</p>
      {disqualified && (
        <p>
          It is disqualified and does not count: <bdi>{disqualified.reason ?? 'the reason is not kept any more'}</bdi>
        </p>
      )}
      {score && (
        <>
          <p className="score">
            {measureNames[score.measure]} <strong>{score.value}</strong>{' '}
            <span className="quiet">
              from {score.n} {score.n === 1 ? 'answer' : 'answers'}; with 95% confidence between {score.low} and{' '}
              {score.high}
            </span>
          </p>
          <ScoreBar score={score} />
          <Standing {...props} measure={score.measure} />
        </>
      )}
    </section>
  )
}

function Waiting({ waitingFor, partnerName, customer, gates, now }: EngagementPageProps): ReactNode {
  if (!waitingFor) return 'Everything it waited for is here: the next step follows in a moment.'
  const { what, owedBy, until } = waitingFor
  const percent = gates.find(({ gate }) => gate === what)?.percent
  const names = { partner: nameIn('en-US', partnerName), customer: nameIn('en-US', customer.name) }
  const name = owedBy === 'partner' || owedBy === 'customer' ? ` ${names[owedBy]}` : ''
  return (
    <>
      Waiting for {waitedFor[what]}
      {percent !== undefined && ` of ${percent}%`}
      {owedBy !== 'nobody' && `, owed by ${partyNames[owedBy]}${name}`}
      {until ? (
        <>
          , until <When at={until} /> <span className="quiet">({distance(until, now)})</span>.
        </>
      ) : (
        '.'
      )}
    </>
  )
}

function Standing({
  standing,
  measure,
  partnerName,
}: Pick<EngagementPageProps, 'standing' | 'partnerName'> & { readonly measure: string }): ReactNode {
  if (standing?.rule !== 'average' || standing.measure !== measure) return undefined
  return (
    <p className="quiet">
      The average of {nameIn('en-US', partnerName)} over {standing.window} has to stay above {standing.above}.
    </p>
  )
}
