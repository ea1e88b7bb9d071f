import type { ReactNode } from 'react'
import type { EngagementPageProps } from './EngagementPage.tsx'
import { gateNames, partyNames } from './words.ts'

/** What must be reached before anybody is asked. */
export function Gates({ gates }: EngagementPageProps): ReactNode {
  return (
    <section className="card" aria-labelledby="gates">
      <h2 id="gates">Gates</h2>
      {gates.length === 0 && <p className="quiet">This program waits for nothing before it asks.</p>}
      <ul className="facts">
        {gates.map(({ gate, percent, owedBy, reached }) => (
          <li key={`${gate} ${percent ?? ''}`}>
            <span>
              {gateNames[gate]}
              {percent !== undefined && ` of ${percent}%`}
              {!reached && <span className="quiet">, owed by {partyNames[owedBy]}</span>}
            </span>
            <span className={reached ? 'chip reached' : 'chip'}>{reached ? 'Reached' : 'Not reached'}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
