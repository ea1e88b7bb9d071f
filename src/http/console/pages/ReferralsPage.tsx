import type { ReactNode } from 'react'
import type { Role } from '../../../db/keys.ts'
import type { ReferralRow } from '../../../db/referral/referrals.ts'
import { nameIn } from '../../../locales/names.ts'
import { Overdue } from './Chip.tsx'
import { ListTable } from './ListTable.tsx'
import { writePage } from './Page.tsx'
import { ReferralChip, referralKindNames, waitingSentence } from './referralWords.tsx'
import { When } from './When.tsx'

export type ReferralsPageProps = {
  readonly role: Role
  readonly tasks: number | undefined
  readonly referrals: readonly ReferralRow[]
  readonly isFirst: boolean
  readonly older: string | undefined
  readonly now: Date
}

/** The referrals somebody may see, newest first. */
export function ReferralsPage({ role, tasks, referrals, isFirst, older, now }: ReferralsPageProps): string {
  return writePage({
    title: 'Referrals',
    role,
    tasks,
    children: (
      <>
        <h1>Referrals</h1>
        {referrals.length === 0 ? (
          <p className="card">No referrals here yet: they come in over the API.</p>
        ) : (
          <ReferralTable referrals={referrals} now={now} />
        )}
        {(!isFirst || older) && (
          <nav className="pages" aria-label="Pages">
            {!isFirst && <a href="/console/referrals">Newest</a>}
            {older && (
              <a href={`/console/referrals?${new URLSearchParams({ cursor: older }).toString()}`} rel="next">
                Older
              </a>
            )}
          </nav>
        )}
      </>
    ),
  })
}

function ReferralTable({ referrals, now }: Pick<ReferralsPageProps, 'referrals' | 'now'>): ReactNode {
  return (
    <ListTable
      caption="Referrals, newest first"
      headings={['Customer', 'Workloads', 'Kind', 'State', 'Waiting for', 'Until', 'Created']}
    >
      {referrals.map((one) => (
        <tr key={one.id}>
          <th scope="row">
            <a href={`/console/referrals/${one.id}`}>{nameIn('en-US', one.customer_name)}</a>
          </th>
          <td data-label="Workloads">{one.workloads.join(', ')}</td>
          <td data-label="Kind">{referralKindNames[one.kind]}</td>
          <td data-label="State">
            <ReferralChip state={one.state} />
          </td>
          <td data-label="Waiting for">{waitingSentence(one.waiting_for)}</td>
          <td data-label="Until">
            {one.due_at && <When at={one.due_at} />} {one.due_at && one.due_at < now && <Overdue />}
          </td>
          <td data-label="Created">
            <When at={one.created_at} />
          </td>
        </tr>
      ))}
    </ListTable>
  )
}
