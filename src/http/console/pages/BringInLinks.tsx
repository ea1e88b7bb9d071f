import type { ReactNode } from 'react'
import { isReportedByHand } from '../../../domain/gates.ts'
import { nameIn } from '../../../locales/names.ts'
import { hasRight } from '../../rights.ts'
import type { ListPageProps } from './ListPage.tsx'

/** Ways to the forms that bring work in, under the programs that take it so.
 *  @source PC-01 */
export function BringInLinks({ programs, filter, role }: ListPageProps): ReactNode {
  if (!hasRight(role, 'open engagements')) return undefined
  const chosen = programs.filter(
    (program) => isReportedByHand(program) && program.id === (filter.program ?? program.id),
  )
  if (chosen.length === 0) return undefined
  return (
    <nav className="results-links" aria-label="New">
      <p>
        <span className="quiet">Bring in work</span>
        {chosen.map(({ id, name, subject }) => (
          <a key={id} href={`/console/new/${id}`}>
            New {subject} under {nameIn('en-US', name)}
          </a>
        ))}
      </p>
    </nav>
  )
}
