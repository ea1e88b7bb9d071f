import type { ReactNode } from 'react'
import { message } from '../../locales/index.ts'
import { Action, Paragraph, Title } from '../parts.tsx'
import type { ReferralLetterProps } from './letter.ts'

/** Tells a partner that its offer was taken back, or customer and owner that nobody is left to ask.
 *  @source RF-04, RF-06 */
export function Told({ context, language, args }: ReferralLetterProps): ReactNode {
  const kind = context.kind === 'referral-withdrawn' ? 'referral-withdrawn' : 'referral-unmatched'
  return (
    <>
      <Title>{message(language, `${kind}.title`, args)}</Title>
      <Paragraph>{message(language, 'letter.greeting', args)}</Paragraph>
      <Paragraph>{message(language, `${kind}.body`, args)}</Paragraph>
      <Paragraph>{message(language, `${kind}.next`, args)}</Paragraph>
      {context.link && (
        <Action href={context.link} language={language}>
          {message(language, 'referral.action')}
        </Action>
      )}
    </>
  )
}
