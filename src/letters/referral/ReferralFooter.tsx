import type { ReactNode } from 'react'
import { message } from '../../locales/index.ts'
import { Address, SmallPrint } from '../parts.tsx'
import type { ReferralLetterProps } from './letter.ts'

/** Why the reader gets this letter, from whom, and whom to ask. */
export function ReferralFooter({ context, language, args }: ReferralLetterProps): ReactNode {
  const { program, referral } = context
  return (
    <>
      <SmallPrint>{message(language, 'referral.because', args)}</SmallPrint>
      <SmallPrint>{message(language, 'letter.sender', args)}</SmallPrint>
      <SmallPrint>
        {message(language, 'referral.support')} <Address of={program.support} />
      </SmallPrint>
      {referral && <SmallPrint>{message(language, 'letter.reference', { id: referral.id })}</SmallPrint>}
    </>
  )
}
