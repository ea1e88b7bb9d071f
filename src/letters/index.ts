import { render, toPlainText } from '@react-email/render'
import { createElement, type ReactNode } from 'react'
import { findProgramText } from '../domain/programTexts.ts'
import type { LetterKind } from '../domain/vocabulary.ts'
import { message } from '../locales/index.ts'
import { ContactEscalation } from './ContactEscalation.tsx'
import { ContactRequest } from './ContactRequest.tsx'
import { Footer } from './Footer.tsx'
import { bareAddress, mailbox, unsubscribeHeaders } from './headers.ts'
import { Layout } from './Layout.tsx'
import type { Letter, LetterContext } from './letter.ts'
import { type LetterProps, letterProps } from './props.ts'
import { SurveyInvitation } from './SurveyInvitation.tsx'
import { SurveyReminder } from './SurveyReminder.tsx'
import { SurveyThanks } from './SurveyThanks.tsx'

/** The words of every letter. A new one is one file and one line here. */
const letters = {
  'contact-request': ContactRequest,
  'contact-escalation': ContactEscalation,
  'survey-invitation': SurveyInvitation,
  'survey-reminder': SurveyReminder,
  'survey-thanks': SurveyThanks,
} satisfies Record<LetterKind, (props: LetterProps) => ReactNode>

/** Writes a letter. The same context gives the same bytes.
 *  @throws when the context lacks a link the letter cannot do without */
export async function renderLetter(context: LetterContext): Promise<Letter> {
  const { program, recipient } = context
  const props = letterProps(context)
  const subject = subjectOf(props)
  const html = await render(sheet(props, subject))
  return {
    from: mailbox({ name: program.sender.name, address: context.from }),
    to: bareAddress(recipient.address),
    replyTo: bareAddress(program.sender.replyTo),
    subject,
    html,
    text: toPlainText(html, { selectors: [{ selector: 'h1', options: { uppercase: false } }] }),
    headers: unsubscribeHeaders(context),
  }
}

/** The program may fix the subject, so that readers can look it up. */
function subjectOf({ context: { kind, program }, language, names }: LetterProps): string {
  return findProgramText(program, language, `${kind}.subject`, names) ?? message(language, `${kind}.subject`, names)
}

function sheet(props: LetterProps, subject: string): ReactNode {
  const { context, language, names } = props
  return createElement(Layout, {
    language,
    subject,
    preheader: message(language, `${context.kind}.preheader`, names),
    wordmark: context.program.sender.name,
    footer: createElement(Footer, props),
    children: createElement(letters[context.kind], props),
  })
}
