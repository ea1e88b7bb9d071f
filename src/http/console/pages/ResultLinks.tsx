import type { ReactNode } from 'react'
import { nameIn } from '../../../locales/names.ts'
import { hasRight } from '../../rights.ts'
import type { ListPageProps } from './ListPage.tsx'

/** Ways to the results: of the one partner that is looked at, and of all partners for those who may read them. */
export function ResultLinks({ partners, programs, filter, role }: ListPageProps): ReactNode {
  const partner = partners.length === 1 ? partners[0] : partners.find(({ id }) => id === filter.partner)
  const chosen = programs.filter(({ id }) => !filter.program || id === filter.program)
  const isForAll = hasRight(role, 'read results of all partners')
  if (chosen.length === 0 || (!partner && !isForAll)) return undefined
  return (
    <nav className="results-links" aria-label="Results">
      {partner && (
        <p>
          <span className="quiet">Results of {nameIn('en-US', partner.name)}</span>
          {chosen.map(({ id, name }) => (
            <a key={id} href={`/console/partners/${partner.id}/results/${id}`}>
              {name}
            </a>
          ))}
        </p>
      )}
      {isForAll && (
        <p>
          <span className="quiet">Results of all partners</span>
          {chosen.map(({ id, name }) => (
            <a key={id} href={`/console/programs/${id}`}>
              {name}
            </a>
          ))}
        </p>
      )}
    </nav>
  )
}
