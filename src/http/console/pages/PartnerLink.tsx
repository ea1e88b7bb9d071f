import type { ReactNode } from 'react'
import { nameIn } from '../../../locales/names.ts'

/** A partner's name, which leads to what it is asked for. */
export function PartnerLink({
  id,
  names,
}: {
  readonly id: string
  readonly names: ReadonlyMap<string, string>
}): ReactNode {
  return <a href={`/console/partners/${id}/referrals`}>{nameIn('en-US', names.get(id) ?? id)}</a>
}
