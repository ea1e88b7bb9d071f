import type { ReactNode } from 'react'
import { milliseconds } from '../domain/duration.ts'
import { longDate } from '../locales/dates.ts'
import { message } from '../locales/index.ts'
import type { LetterContext } from './letter.ts'
import { Action, Paragraph, Title } from './parts.tsx'
import { type LetterProps, linkOf } from './props.ts'

/** Tells the PSM, later the program owner, that the partner owes contacts, and what happens if nobody acts.
 *  @source FT-07 */
export function ContactEscalation({ context, language, names }: LetterProps): ReactNode {
  const { days, next } = stepOf(context)
  return (
    <>
      <Title>{message(language, 'contact-escalation.title', names)}</Title>
      <Paragraph>{message(language, 'letter.greeting', names)}</Paragraph>
      <Paragraph>{message(language, 'contact-escalation.body', { ...names, days })}</Paragraph>
      <Paragraph>{message(language, 'contact-escalation.ask', { ...names, reader: context.recipient.kind })}</Paragraph>
      {context.until && (
        <Paragraph>
          {message(language, 'contact-escalation.until', { date: longDate(language, context.until), next })}
        </Paragraph>
      )}
      <Action href={linkOf(context, 'console')} language={language}>
        {message(language, 'contact-escalation.action')}
      </Action>
    </>
  )
}

/** Where the program stands with this letter: days since the request, and who is told next. */
function stepOf({ program, recipient }: LetterContext): { readonly days: number; readonly next: string } {
  const { followUps } = program.contacts
  const step = followUps.findIndex(({ to }) => to === recipient.kind)
  let waited = 0
  for (const { after } of followUps.slice(0, step + 1)) waited += milliseconds(after)
  return { days: Math.round(waited / milliseconds('1 day')), next: followUps[step + 1]?.to ?? 'none' }
}
