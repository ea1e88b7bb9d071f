import type { ReactNode } from 'react'
import { longDate } from '../locales/dates.ts'
import { message } from '../locales/index.ts'
import { Action, Link, List, Paragraph, Title } from './parts.tsx'
import { type LetterProps, linkOf } from './props.ts'

/** Asks the partner whom the survey may go to: which fields, until when, and who is told after that.
 *  @source FT-06, FT-07 */
export function ContactRequest({ context, language, names }: LetterProps): ReactNode {
  const { contacts } = context.program
  const next = contacts.followUps[0]?.to ?? 'none'
  return (
    <>
      <Title>{message(language, 'contact-request.title', names)}</Title>
      <Paragraph>{message(language, 'letter.greeting', names)}</Paragraph>
      <Paragraph>{message(language, 'contact-request.body', { ...names, count: contacts.atLeast })}</Paragraph>
      <Paragraph>{message(language, 'contact-request.fields')}</Paragraph>
      <List items={contacts.fields.map((field) => message(language, `field.${field}`))} />
      <Paragraph>{message(language, 'contact-request.eligible')}</Paragraph>
      {context.until && (
        <Paragraph>
          {message(language, 'contact-request.until', { date: longDate(language, context.until), next })}
        </Paragraph>
      )}
      <Action href={linkOf(context, 'console')} language={language}>
        {message(language, 'contact-request.action')}
      </Action>
      <Paragraph>
        {message(language, 'contact-request.announce')}{' '}
        <Link href={`${linkOf(context, 'console')}/announcement`}>
          {message(language, 'contact-request.announcement')}
        </Link>
      </Paragraph>
    </>
  )
}
