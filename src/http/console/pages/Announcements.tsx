import type { ReactNode } from 'react'
import type { Announced } from '../../accept/ruleChanges.ts'

/** The rules that will change, and when.
 *  @source PV-04 */
export function Announcements({ announced }: { readonly announced: readonly Announced[] }): ReactNode {
  return announced.map(({ id, version, name, on, publishedAt }) => (
    <p key={`${id} ${version}`} className="note" role="note">
      The rules of {name} change on <time dateTime={on ?? ''}>{on}</time>. Engagements opened from that day on follow
      version {version}; those under way keep theirs. Announced on{' '}
      <time dateTime={publishedAt.toISOString()}>{publishedAt.toISOString().slice(0, 10)}</time>.
    </p>
  ))
}
