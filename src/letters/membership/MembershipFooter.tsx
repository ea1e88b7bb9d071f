import type { ReactNode } from 'react'
import { message } from '../../locales/index.ts'
import { Address, Link, SmallPrint } from '../parts.tsx'
import type { MembershipProps } from './props.ts'

/** Why the reader gets this letter, from whom, whom to ask. */
export function MembershipFooter({ context, language, names }: MembershipProps): ReactNode {
  const { stop } = context.links
  return (
    <>
      <SmallPrint>
        {message(language, stop === undefined ? 'membership.because' : 'monthly-report.because', names)}
      </SmallPrint>
      <SmallPrint>{message(language, 'letter.sender', names)}</SmallPrint>
      <SmallPrint>
        {message(language, 'page.support')} <Address of={context.program.support} />
      </SmallPrint>
      {stop !== undefined && (
        <SmallPrint>
          <Link href={stop}>{message(language, 'monthly-report.stop')}</Link>
        </SmallPrint>
      )}
    </>
  )
}
