import type { ReactNode } from 'react'
import type { EngagementPageProps } from './EngagementPage.tsx'
import { actorOf, sentenceOf } from './sentences.ts'
import { When } from './When.tsx'

/** The API has them all. */
const most = 200

/** What happened, newest first.
 *  @source MX-10 */
export function Timeline(props: EngagementPageProps): ReactNode {
  const entries = props.timeline.toReversed().slice(0, most)
  return (
    <section className="card" aria-labelledby="timeline">
      <h2 id="timeline">What happened</h2>
      <ol className="timeline" reversed>
        {entries.map((entry, i) => {
          const actor = actorOf(entry, props)
          return (
            <li key={props.timeline.length - i}>
              <When at={entry.at} />
              <span>
                <bdi>{sentenceOf(entry, props)}</bdi>
                {actor !== undefined && <span className="quiet"> · {actor}</span>}
              </span>
            </li>
          )
        })}
      </ol>
      {props.timeline.length > most && <p className="quiet">Only the newest {most} are shown.</p>}
    </section>
  )
}
