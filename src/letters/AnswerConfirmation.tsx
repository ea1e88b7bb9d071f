import type { ReactNode } from 'react'
import { message } from '../locales/index.ts'
import { Action, Paragraph, Title } from './parts.tsx'
import { type LetterProps, linkOf } from './props.ts'

/** Asks whoever is said to have answered to confirm it, so that the answers count.
 *  @source CI-05 */
export function AnswerConfirmation(props: LetterProps): ReactNode {
  return <Confirmation {...props} kind="answer-confirmation" />
}

/** Asks once more.
 *  @source CI-05 */
export function ConfirmationReminder(props: LetterProps): ReactNode {
  const { context, language } = props
  const isLast = context.program.survey.followUps.length === 1
  return (
    <Confirmation {...props} kind="confirmation-reminder">
      {isLast && <Paragraph>{message(language, 'survey-reminder.last')}</Paragraph>}
    </Confirmation>
  )
}

type ConfirmationProps = LetterProps & {
  readonly kind: 'answer-confirmation' | 'confirmation-reminder'
  readonly children?: ReactNode
}

/** It greets nobody by name: who wrote the address down is not known. */
function Confirmation({ context, language, names, kind, children }: ConfirmationProps): ReactNode {
  return (
    <>
      <Title>{message(language, `${kind}.title`)}</Title>
      <Paragraph>{message(language, 'answer-confirmation.greeting')}</Paragraph>
      <Paragraph>{message(language, `${kind}.body`, names)}</Paragraph>
      <Paragraph>{message(language, 'answer-confirmation.other')}</Paragraph>
      {children}
      <Action href={linkOf(context, 'confirm')} language={language}>
        {message(language, 'answer-confirmation.action')}
      </Action>
    </>
  )
}
