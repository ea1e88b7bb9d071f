import type { ReactNode } from 'react'
import { invitationStatuses } from '../../../domain/engagement.ts'
import type { EngagementPageProps } from './EngagementPage.tsx'
import { statusNames } from './words.ts'

/** How many contacts stand where: no names. */
export function Invitations({ id, stage, invitations }: EngagementPageProps): ReactNode {
  const counts = invitationStatuses.flatMap((status) => {
    const count = invitations[status]
    return count === undefined ? [] : [{ status, count }]
  })
  return (
    <section className="card" aria-labelledby="invitations">
      <h2 id="invitations">Invitations</h2>
      {counts.length === 0 && <p className="quiet">No contacts are named yet.</p>}
      <ul className="facts">
        {counts.map(({ status, count }) => (
          <li key={status}>
            <span>{statusNames[status]}</span> <strong>{count}</strong>
          </li>
        ))}
      </ul>
      {stage !== 'closed' && (
        <p>
          <a href={`/console/engagements/${id}/announcement`}>A letter to announce the survey with</a>
        </p>
      )}
    </section>
  )
}
