import { createElement, type ReactNode } from 'react'
import { shownLogo } from '../domain/brand.ts'
import { findProgramText } from '../domain/programTexts.ts'
import type { LetterKind } from '../domain/vocabulary.ts'
import { message } from '../locales/index.ts'
import { AnswerConfirmation, ConfirmationReminder } from './AnswerConfirmation.tsx'
import { ContactEscalation } from './ContactEscalation.tsx'
import { ContactRequest } from './ContactRequest.tsx'
import { Footer } from './Footer.tsx'
import { unsubscribeHeaders } from './headers.ts'
import type { Letter, LetterContext } from './letter.ts'
import { type LetterProps, letterProps } from './props.ts'
import { SurveyInvitation } from './SurveyInvitation.tsx'
import { SurveyReminder } from './SurveyReminder.tsx'
import { SurveyReturned } from './SurveyReturned.tsx'
import { SurveyThanks } from './SurveyThanks.tsx'
import { renderSheet } from './sheet.ts'

/** The words of every letter. A new one is one file and one line here. */
const letters = {
  'contact-request': ContactRequest,
  'contact-escalation': ContactEscalation,
  'survey-invitation': SurveyInvitation,
  'survey-reminder': SurveyReminder,
  'survey-thanks': SurveyThanks,
  'answer-confirmation': AnswerConfirmation,
  'confirmation-reminder': ConfirmationReminder,
  'survey-returned': SurveyReturned,
} satisfies Record<LetterKind, (props: LetterProps) => ReactNode>

/** Writes a letter. The same context gives the same bytes.
 *  @throws when the context lacks a link the letter cannot do without */
export async function renderLetter(context: LetterContext): Promise<Letter> {
  const { kind, program, from, recipient } = context
  const props = letterProps(context)
  const { language, names } = props
  return renderSheet({
    language,
    site: context.site,
    program,
    logo: shownLogo(program),
    from,
    to: recipient.address,
    subject: subjectOf(props),
    preheader: message(language, `${kind}.preheader`, names),
    footer: createElement(Footer, props),
    children: createElement(letters[kind], props),
    headers: unsubscribeHeaders(context),
  })
}

/** The program may fix the subject, so that readers can look it up. */
function subjectOf({ context: { kind, program }, language, names }: LetterProps): string {
  return findProgramText(program, language, `${kind}.subject`, names) ?? message(language, `${kind}.subject`, names)
}
