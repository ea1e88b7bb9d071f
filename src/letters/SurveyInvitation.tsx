import type { ReactNode } from 'react'
import { programText } from '../domain/programTexts.ts'
import { message } from '../locales/index.ts'
import { FirstQuestion } from './FirstQuestion.tsx'
import { Action, Paragraph, Title } from './parts.tsx'
import { type LetterProps, linkOf } from './props.ts'

/** Asks a contact to take the survey.
 *  @source FT-04 */
export function SurveyInvitation(props: LetterProps): ReactNode {
  const { context, language, names } = props
  return (
    <>
      <Title>{programText(context.program, language, 'survey.title', names)}</Title>
      <Paragraph>{message(language, 'letter.greeting', names)}</Paragraph>
      <Paragraph>{programText(context.program, language, 'survey.intro', names)}</Paragraph>
      <Paragraph>{message(language, 'survey-invitation.voluntary')}</Paragraph>
      <FirstQuestion {...props} />
      <Action href={linkOf(context, 'survey')} language={language}>
        {message(language, 'survey-invitation.action')}
      </Action>
    </>
  )
}
