import type { ReactNode } from 'react'
import { ColumnHeads } from './ColumnHeads.tsx'
import type { EngagementPageProps } from './EngagementPage.tsx'
import { recipientName } from './sentences.ts'
import { When } from './When.tsx'
import { deliveryNames, letterNames, letterStatusNames } from './words.ts'

/** The API has them all. */
const most = 200

/** The letters that left, and those that did not, newest first. */
export function Letters(props: EngagementPageProps): ReactNode {
  const letters = props.letters.toReversed().slice(0, most)
  return (
    <section className="card" aria-labelledby="letters">
      <h2 id="letters">Letters</h2>
      {letters.length === 0 ? (
        <p className="quiet">No letter has left yet.</p>
      ) : (
        <table className="list inner" aria-labelledby="letters">
          <ColumnHeads headings={['Letter', 'To', 'When', 'Status']} />
          <tbody>
            {letters.map((letter) => (
              <tr key={letter.id}>
                <th scope="row">{letterNames[letter.kind]}</th>
                <td data-label="To">
                  <bdi>{recipientName(letter.recipient, props)}</bdi>
                </td>
                <td data-label="When">
                  <When at={letter.sent_at ?? letter.claimed_at} />
                </td>
                <td data-label="Status">
                  <span className={`chip letter-${letter.delivery ?? letter.status}`}>
                    {letter.delivery ? deliveryNames[letter.delivery] : letterStatusNames[letter.status]}
                  </span>{' '}
                  {letter.reason !== null && <span className="quiet">{letter.reason}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {props.letters.length > most && <p className="quiet">Only the newest {most} are shown.</p>}
    </section>
  )
}
