import type { Role } from '../../../db/keys.ts'
import type { Considered } from '../../../domain/referral/matching.ts'
import { nameIn } from '../../../locales/names.ts'
import { ConsideredTable } from './Considered.tsx'
import { writePage } from './Page.tsx'

export type ConsideredPageProps = {
  readonly role: Role
  readonly tasks: number | undefined
  readonly referral: { readonly id: string; readonly customer: string }
  readonly considered: readonly Considered[]
  readonly partnerNames: ReadonlyMap<string, string>
  readonly isFirst: boolean
  /** Where the next page begins. */
  readonly next: string | null
}

/** All partners beside a referral: for each the answer to "why not us?". */
export function ConsideredPage({
  role,
  tasks,
  referral,
  considered,
  partnerNames,
  isFirst,
  next,
}: ConsideredPageProps): string {
  const title = `Partners for ${nameIn('en-US', referral.customer)}`
  const page = `/console/referrals/${referral.id}`
  return writePage({
    title,
    role,
    tasks,
    children: (
      <>
        <h1>{title}</h1>
        <p>
          <a href={page}>The referral</a>
        </p>
        <section className="card" aria-label="Partners as they stand now">
          <ConsideredTable caption="Partners, by their ids" considered={considered} partnerNames={partnerNames} />
        </section>
        {(!isFirst || next !== null) && (
          <nav className="pages" aria-label="Pages">
            {!isFirst && <a href={`${page}/considered`}>First</a>}
            {next !== null && (
              <a href={`${page}/considered?${new URLSearchParams({ cursor: next }).toString()}`} rel="next">
                More
              </a>
            )}
          </nav>
        )}
      </>
    ),
  })
}
