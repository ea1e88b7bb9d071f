import type { ReactNode } from 'react'
import { missingSentence } from '../../domain/standing/missing.ts'
import { longDate } from '../../locales/dates.ts'
import { message } from '../../locales/index.ts'
import { Action, Paragraph, Title } from '../parts.tsx'
import type { MembershipProps } from './props.ts'
import { StandingFigures } from './StandingFigures.tsx'

/** Tells a partner before its renewal how much is missing and how many people to invite, and on the day how it went.
 *  @source CI-14 */
export function RenewalNotice({ context, language, names }: MembershipProps<'renewal-notice'>): ReactNode {
  const { standing, content, links } = context
  const { left, renewal } = content
  const told = { ...names, left, date: longDate(language, new Date(renewal)), met: standing.met ? 'yes' : 'no' }
  return (
    <>
      <Title>{message(language, 'renewal-notice.title', told)}</Title>
      <Paragraph>{message(language, 'letter.greeting', names)}</Paragraph>
      <Paragraph>{message(language, left === 0 ? 'renewal-notice.day' : 'renewal-notice.ahead', told)}</Paragraph>
      {left > 0 && standing.missing && (
        <Paragraph>
          {message(language, 'standing.missing', { missing: missingSentence(language, standing.missing) })}
        </Paragraph>
      )}
      <StandingFigures standing={standing} language={language} />
      <Action href={links.console} language={language}>
        {message(language, 'membership.action')}
      </Action>
    </>
  )
}
