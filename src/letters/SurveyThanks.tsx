import type { ReactNode } from 'react'
import { message } from '../locales/index.ts'
import { GiftOffer } from './GiftOffer.tsx'
import { Paragraph, Title } from './parts.tsx'
import type { LetterProps } from './props.ts'

/** Tells a contact that the answers have arrived. */
export function SurveyThanks({ context, language, names }: LetterProps): ReactNode {
  return (
    <>
      <Title>{message(language, 'survey-thanks.title')}</Title>
      <Paragraph>{message(language, 'letter.greeting', names)}</Paragraph>
      <Paragraph>{message(language, 'survey-thanks.body', names)}</Paragraph>
      <Paragraph>{message(language, 'survey-thanks.next')}</Paragraph>
      <GiftOffer context={context} language={language} />
    </>
  )
}
