import type { ReactNode } from 'react'
import type { ReferredEngagement } from '../../../db/referral/lineage.ts'
import { nameIn } from '../../../locales/names.ts'
import { Chip } from './Chip.tsx'
import { ListTable } from './ListTable.tsx'
import { partnerName } from './PartnerLink.tsx'

/** The work a referral led to, share by share, and where its survey stands. */
export function ReferredEngagements({
  engagements,
  partnerNames,
}: {
  readonly engagements: readonly ReferredEngagement[]
  readonly partnerNames: ReadonlyMap<string, string>
}): ReactNode {
  if (engagements.length === 0) return undefined
  return (
    <section className="card" aria-labelledby="engagements">
      <h2 id="engagements">Engagements it led to</h2>
      <ListTable isInner caption="Engagements, share by share" headings={['Subject', 'Partner', 'Stage']}>
        {engagements.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <a href={`/console/engagements/${one.id}`}>{nameIn('en-US', one.subject_name)}</a>
            </th>
            <td data-label="Partner">{partnerName(partnerNames, one.partner_id)}</td>
            <td data-label="Stage">
              <Chip stage={one.stage} outcome={one.outcome} />
            </td>
          </tr>
        ))}
      </ListTable>
    </section>
  )
}
