import type { ReactNode } from 'react'
import { message } from '../locales/index.ts'
import { Action, Paragraph, Title } from './parts.tsx'
import { type LetterProps, linkOf } from './props.ts'

/** Tells the partner that a survey came back, and where the answers can be read; not what they are, nor who gave them.
 *  @source PC-12 */
export function SurveyReturned({ context, language, names }: LetterProps): ReactNode {
  return (
    <>
      <Title>{message(language, 'survey-returned.title', names)}</Title>
      <Paragraph>{message(language, 'letter.greeting', names)}</Paragraph>
      <Paragraph>{message(language, 'survey-returned.body', names)}</Paragraph>
      <Action href={linkOf(context, 'console')} language={language}>
        {message(language, 'survey-returned.action')}
      </Action>
    </>
  )
}
