import type { ReactNode } from 'react'
import { message } from '../../locales/index.ts'
import { nameIn } from '../../locales/names.ts'
import { Action, Paragraph, Title } from '../parts.tsx'
import type { MembershipProps } from './props.ts'
import { StandingFigures } from './StandingFigures.tsx'

/** Tells a partner of a change of rules: from when on they count, and on which side it would stand under them.
 *  @source PV-04 */
export function RulesAnnounced({ context, language, names }: MembershipProps<'rules-announced'>): ReactNode {
  const { standing, content, links } = context
  const { version, override, change } = content
  return (
    <>
      <Title>{message(language, 'rules-announced.title', names)}</Title>
      <Paragraph>{message(language, 'letter.greeting', names)}</Paragraph>
      <Paragraph>{message(language, 'rules-announced.body', { ...names, version })}</Paragraph>
      {override !== undefined && (
        <Paragraph>{message(language, 'rules-announced.override', { reason: nameIn(language, override) })}</Paragraph>
      )}
      <Paragraph>{message(language, 'rules-announced.standing', { ...names, change })}</Paragraph>
      <StandingFigures standing={standing} language={language} />
      <Action href={links.console} language={language}>
        {message(language, 'membership.action')}
      </Action>
    </>
  )
}
