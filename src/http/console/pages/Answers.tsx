import type { ReactNode } from 'react'
import type { EngagementPageProps } from './EngagementPage.tsx'
import { Judge } from './Judge.tsx'
import { recipientName } from './sentences.ts'
import { When } from './When.tsx'

type Response = NonNullable<EngagementPageProps['answers']>[number]

/** What each contact answered, for those who may read it.
 *  @source PC-09 */
export function Answers(props: EngagementPageProps): ReactNode {
  const { answers = [] } = props
  if (answers.length === 0) return undefined
  return (
    <section className="card" aria-labelledby="answers">
      <h2 id="answers">Answers</h2>
      {answers.map((response) => (
        <article key={response.id} className="answer" aria-labelledby={response.id}>
          <h3 id={response.id}>
            <bdi>{nameOf(response, props)}</bdi>{' '}
            <span className="quiet">
              <When at={response.at} />
            </span>
          </h3>
          <Counts {...response} />
          <dl>
            {response.lines.map(({ key, text, said }) => (
              <div key={key}>
                <dt>{text}</dt>
                <dd dir="auto">{said}</dd>
              </div>
            ))}
          </dl>
          <Judge {...props} about={response.id} disqualified={response.disqualified} />
        </article>
      ))}
    </section>
  )
}

/** Whether it counts, and if not, why. */
function Counts({ disqualified, isSuperseded, setAside }: Response): ReactNode {
  if (disqualified)
    return (
      <p>
        Disqualified: it does not count. <bdi>{disqualified.reason ?? 'The reason is not kept any more.'}</bdi>
      </p>
    )
  if (setAside !== null) return <p className="quiet">Set aside: it never counted ({setAside}).</p>
  return isSuperseded && <p className="quiet">A later answer took its place.</p>
}

function nameOf({ contact }: Response, people: EngagementPageProps): string {
  const name = recipientName(contact, people)
  return name.charAt(0).toUpperCase() + name.slice(1)
}
