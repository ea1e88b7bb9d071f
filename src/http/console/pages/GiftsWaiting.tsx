import type { ReactNode } from 'react'
import type { GiftOverviewProps } from './GiftOverviewPage.tsx'
import { standingNames } from './giftWords.ts'
import { ListTable } from './ListTable.tsx'
import { distance } from './When.tsx'

/** What is not issued yet and why; late is what was promised to have arrived.
 *  `role`: the operator is led to where they can do something about it. */
export function GiftsWaiting({ overview, role, now }: GiftOverviewProps): ReactNode {
  const { waiting } = overview
  const late = waiting.reduce((total, group) => total + group.late, 0)
  return (
    <section className={late > 0 ? 'card overview late' : 'card'} aria-labelledby="waiting">
      <h2 id="waiting">Not issued yet</h2>
      {late > 0 && (
        <p className="big">{late === 1 ? 'One is later than was promised.' : `${late} are later than was promised.`}</p>
      )}
      <ListTable caption="Gift cards that wait, the oldest first" headings={['Why', 'Cards', 'Late', 'Oldest']} isInner>
        {waiting.map(({ state, reason, count, late: overdue, since }) => (
          <tr key={`${state} ${reason ?? ''}`}>
            <th scope="row">
              {standingNames[state]}
              {reason !== null && <span className="quiet"> {reason}</span>}
            </th>
            <td data-label="Cards">{count}</td>
            <td data-label="Late">{overdue}</td>
            <td data-label="Oldest">{distance(since, now)}</td>
          </tr>
        ))}
      </ListTable>
      <p>
        {role === 'operator' ? (
          <>
            What is to be done about them is among the <a href="/console/tasks">tasks</a>.
          </>
        ) : (
          'What is to be done about them is among the tasks of the operator, who alone sees for whom they are.'
        )}
      </p>
    </section>
  )
}
