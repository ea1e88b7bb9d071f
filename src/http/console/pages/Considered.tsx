import type { ReactNode } from 'react'
import type { Considered } from '../../../domain/referral/matching.ts'
import type { Reckoning } from '../../../domain/referral/reckoning.ts'
import { criteria } from '../../../domain/referral/vocabulary.ts'
import { nameIn } from '../../../locales/names.ts'
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
        {failed.length > 0 && `, of whom did not meet: ${failed.join(' · ')}`}. Nearest first:
      </p>
      <ConsideredList considered={found.nearest} partnerNames={partnerNames} />
      <p>
        <a href={`/console/referrals/${referralId}/considered`}>All partners, as they stand now</a>
      </p>
    </section>
  )
}

/** Partners, each with every criterion it does not meet. */
export function ConsideredList({
  considered,
  partnerNames,
}: {
  readonly considered: readonly Considered[]
  readonly partnerNames: Names
}): ReactNode {
  return (
    <ul>
      {considered.map(({ partnerId, failed, claims, received }) => (
        <li key={partnerId}>
          <a href={`/console/partners/${partnerId}/referrals`}>
            {nameIn('en-US', partnerNames.get(partnerId) ?? partnerId)}
          </a>
          :{' '}
          {failed.length === 0 ? 'meets every criterion' : `not ${failed.map((one) => criterionNames[one]).join(', ')}`}
          <span className="quiet">
            {' '}
            · {received} received{claims && ' · has a claim on the customer'}
          </span>
        </li>
      ))}
    </ul>
  )
}
