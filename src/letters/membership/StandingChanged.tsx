import type { ReactNode } from 'react'
import { missingSentence } from '../../domain/standing/missing.ts'
import { message } from '../../locales/index.ts'
import { Action, Paragraph, Title } from '../parts.tsx'
import type { MembershipProps } from './props.ts'
import { StandingFigures } from './StandingFigures.tsx'

/** Tells a partner that it stands on the other side of a rule than before, or on another tier.
 *  @source CI-11 */
export function StandingChanged({ context, language, names }: MembershipProps<'standing-changed'>): ReactNode {
  const { standing, content, links } = context
  const tiers = { before: content.before.tier ?? 'none', after: standing.tier ?? 'none' }
  const hasMoved = content.before.met !== standing.met
  return (
    <>
      <Title>{message(language, 'standing-changed.title', names)}</Title>
      <Paragraph>{message(language, 'letter.greeting', names)}</Paragraph>
      {hasMoved && (
        <Paragraph>
          {message(language, standing.met ? 'standing-changed.now-met' : 'standing-changed.not-met', names)}
        </Paragraph>
      )}
      {tiers.before !== tiers.after && (
        <Paragraph>{message(language, 'standing-changed.tier', { ...names, ...tiers })}</Paragraph>
      )}
      <StandingFigures standing={standing} language={language} />
      {standing.missing && (
        <Paragraph>
          {message(language, 'standing.missing', { missing: missingSentence(language, standing.missing) })}
        </Paragraph>
      )}
      <Action href={links.console} language={language}>
        {message(language, 'membership.action')}
      </Action>
    </>
  )
}
