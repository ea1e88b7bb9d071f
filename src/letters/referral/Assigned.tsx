import type { ReactNode } from 'react'
import { message } from '../../locales/index.ts'
import { nameIn } from '../../locales/names.ts'
import { Address, List, Paragraph, Title } from '../parts.tsx'
import { type ReferralLetterProps, shareLines } from './letter.ts'

/** Tells everybody who takes part who does what, what is free, and what comes next.
 *  @source RF-03, RF-09 */
export function Assigned(props: ReferralLetterProps): ReactNode {
  const { context, language, args } = props
  const { contact, recipient } = context
  return (
    <>
      <Title>{message(language, 'referral-assigned.title', args)}</Title>
      <Paragraph>{message(language, 'letter.greeting', args)}</Paragraph>
      <Paragraph>{message(language, 'referral-assigned.body', args)}</Paragraph>
      <List items={shareLines(props)} />
      {recipient.kind !== 'customer' && contact && (
        <Paragraph>
          {message(language, 'referral-assigned.contact', { contact: nameIn(language, contact.name) })}{' '}
          <Address of={contact.address} />
        </Paragraph>
      )}
      <Paragraph>{message(language, 'referral.free', args)}</Paragraph>
      <Paragraph>{message(language, 'referral-assigned.next', args)}</Paragraph>
    </>
  )
}
