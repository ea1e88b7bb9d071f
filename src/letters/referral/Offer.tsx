import type { ReactNode } from 'react'
import { longDate } from '../../locales/dates.ts'
import { message } from '../../locales/index.ts'
import { Action, Paragraph, Title } from '../parts.tsx'
import type { ReferralLetterProps } from './letter.ts'

/** Asks a partner whether it takes a customer, and once more after two business days of silence: what for, what is free, until when.
 *  @source RF-04, RF-09 */
export function Offer({ context, language, args }: ReferralLetterProps): ReactNode {
  const { kind, until, link = '' } = context
  const title = kind === 'referral-nudge' ? 'referral-nudge.title' : 'referral-offer.title'
  return (
    <>
      <Title>{message(language, title, args)}</Title>
      <Paragraph>{message(language, 'letter.greeting', args)}</Paragraph>
      <Paragraph>{message(language, 'referral-offer.body', args)}</Paragraph>
      <Paragraph>{message(language, 'referral.free', args)}</Paragraph>
      {until && <Paragraph>{message(language, 'referral-offer.until', { date: longDate(language, until) })}</Paragraph>}
      <Action href={link} language={language}>
        {message(language, 'referral-offer.action')}
      </Action>
    </>
  )
}
