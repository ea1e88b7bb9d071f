import type { ReactNode } from 'react'
import type { Role } from '../../../db/keys.ts'
import { hasRight } from '../../rights.ts'
import type { ListPageProps } from './ListPage.tsx'

/** A list without engagements says what comes next. */
export function EmptyList({ filter, role, isFirst }: ListPageProps): ReactNode {
  if (Object.keys(filter).length > 0 || !isFirst) {
    return (
      <div className="card">
        <p>{filter.overdue ? 'Nothing is overdue here.' : 'No engagement fits this choice.'}</p>
        <p>
          <a href="/console">Show all engagements</a>
        </p>
      </div>
    )
  }
  return (
    <div className="card">
      <h2>No engagements yet</h2>
      <p>{nextSteps[role]}</p>
      {hasRight(role, 'open engagements') && (
        <p>
          <a href="/docs">See how: the API with examples</a>
        </p>
      )}
    </div>
  )
}

const opening = 'with POST /v1/engagements, and report its milestones and payment'

const nextSteps: Readonly<Record<Role, string>> = {
  partner: `Have your portal open one for each project or workload ${opening}.`,
  operator: `Partners' portals open them ${opening}. To begin, make a partner and a key for its portal.`,
  psm: 'They appear here as soon as the portals of your partners open them.',
  owner: "They appear here as soon as partners' portals open them.",
  'survey-manager': 'They appear here as soon as the portal of your company opens them.',
  delegate: `They appear here once a partner has granted it to your key, and for each project or workload you open ${opening}.`,
}
