import type { ReactNode } from 'react'
import { programText } from '../domain/programTexts.ts'
import { message } from '../locales/index.ts'
import { FirstQuestion } from './FirstQuestion.tsx'
import { Action, Paragraph, Title } from './parts.tsx'
import { type LetterProps, linkOf } from './props.ts'

/** Asks again a contact who has not answered.
 *  @source FT-09 */
export function SurveyReminder(props: LetterProps): ReactNode {
  const { context, language, names } = props
  const { program } = context
  return (
    <>
      <Title>{programText(program, language, 'survey.title', names)}</Title>
      <Paragraph>{message(language, 'letter.greeting', names)}</Paragraph>
      <Paragraph>{message(language, 'survey-reminder.body', names)}</Paragraph>
      <Paragraph>{programText(program, language, 'survey.intro', names)}</Paragraph>
      <Paragraph>
        {message(language, 'survey-invitation.voluntary')}
        {program.survey.followUps.length === 1 && ` ${message(language, 'survey-reminder.last')}`}
      </Paragraph>
      <FirstQuestion {...props} />
      <Action href={linkOf(context, 'survey')} language={language}>
        {message(language, 'survey-invitation.action')}
      </Action>
    </>
  )
}
