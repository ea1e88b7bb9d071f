import type { ReactNode } from 'react'
import type { Considered } from '../../../domain/referral/matching.ts'
import type { Reckoning } from '../../../domain/referral/reckoning.ts'
import { criteria } from '../../../domain/referral/vocabulary.ts'
import { ListTable } from './ListTable.tsx'
import { PartnerLink } from './PartnerLink.tsx'
import { criterionNames } from './referralWords.tsx'
import { When } from './When.tsx'

type Names = ReadonlyMap<string, string>

type Summary = {
  readonly referralId: string
  readonly found: Reckoning & { readonly at: string }
  readonly partnerNames: Names
}

/** What was found when partners were looked for last: how many failed by what, and who came nearest. */
export function ConsideredSummary({ referralId, found, partnerNames }: Summary): ReactNode {
  const failed = criteria.flatMap((one) => (found.failed[one] ? [`${criterionNames[one]} ${found.failed[one]}`] : []))
  return (
    <section className="card" aria-labelledby="considered">
      <h2 id="considered">Partners considered last</h2>
      <p className="quiet">
        {found.partners} on <When at={found.at} />
        {failed.length > 0 && `, of whom failed by: ${failed.join(' · ')}`}. Nearest first:
      </p>
      <ConsideredTable caption="Partners, nearest first" considered={found.nearest} partnerNames={partnerNames} />
      <p>
        <a href={`/console/referrals/${referralId}/considered`}>All partners, as they stand now</a>
      </p>
    </section>
  )
}

/** Partners, each with every criterion it does not meet. */
export function ConsideredTable({
  caption,
  considered,
  partnerNames,
}: {
  readonly caption: string
  readonly considered: readonly Considered[]
  readonly partnerNames: Names
}): ReactNode {
  return (
    <ListTable isInner caption={caption} headings={['Partner', 'Criteria', 'Referrals received', 'Claim']}>
      {considered.map(({ partnerId, failed, claims, received }) => (
        <tr key={partnerId}>
          <th scope="row">
            <PartnerLink id={partnerId} names={partnerNames} />
          </th>
          <td data-label="Criteria">
            {failed.length === 0 ? (
              <span className="chip reached">All met</span>
            ) : (
              `Not met: ${failed.map((one) => criterionNames[one]).join(', ')}`
            )}
          </td>
          <td data-label="Referrals received">{received}</td>
          <td data-label="Claim">{claims ? 'On this customer' : 'None'}</td>
        </tr>
      ))}
    </ListTable>
  )
}
