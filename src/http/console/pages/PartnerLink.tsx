import type { ReactNode } from 'react'
import { nameIn } from '../../../locales/names.ts'

type Names = ReadonlyMap<string, string>

export function partnerName(names: Names, id: string): string {
  return nameIn('en-US', names.get(id) ?? id)
}

/** A partner's name, which leads to what it is asked for. */
export function PartnerLink({ id, names }: { readonly id: string; readonly names: Names }): ReactNode {
  return <a href={`/console/partners/${id}/referrals`}>{partnerName(names, id)}</a>
}
