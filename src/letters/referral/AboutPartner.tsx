import type { ReactNode } from 'react'
import { longDate } from '../../locales/dates.ts'
import { message } from '../../locales/index.ts'
import { Paragraph, Title } from '../parts.tsx'
import type { ReferralLetterProps } from './letter.ts'

/** Reminds a partner that its pause ends, or warns it of its acceptance rate while there is time.
 *  @source RF-05, RF-07 */
export function AboutPartner({ context, language, args }: ReferralLetterProps): ReactNode {
  const kind = context.kind === 'pause-ends' ? 'pause-ends' : 'acceptance-low'
  const date = context.until ? longDate(language, context.until) : ''
  return (
    <>
      <Title>{message(language, `${kind}.title`, args)}</Title>
      <Paragraph>{message(language, 'letter.greeting', args)}</Paragraph>
      <Paragraph>{message(language, `${kind}.body`, { ...args, date })}</Paragraph>
      <Paragraph>{message(language, `${kind}.next`, { ...args, date })}</Paragraph>
    </>
  )
}
