import type { ReactNode } from 'react'
import { askedInLetter, preselecting } from '../domain/preselection.ts'
import { optionsOf, programText } from '../domain/programTexts.ts'
import { message } from '../locales/index.ts'
import { questions } from '../questions/index.ts'
import { AnswerLink, AnswerPoint } from './answers.tsx'
import { Block, Muted, Paragraph } from './parts.tsx'
import { type LetterProps, linkOf } from './props.ts'

/** One question in the letter itself: each answer is a link that opens the survey with it filled in. Nothing is answered by following
 *  one, as programs follow links, too. Plain text goes without.
 *  @source MX-06 */
export function FirstQuestion({ context, language, names }: LetterProps): ReactNode {
  const { program } = context
  const question = askedInLetter(program)
  if (!question) return null
  const isPoints = questions[question.type].letter === 'points'
  const answers = (optionsOf(program, question, { language, names }) ?? []).map(({ value, label }) => ({
    value,
    label,
    href: preselecting(linkOf(context, 'survey'), question.key, value),
  }))
  return (
    <div data-skip-in-text="true">
      <Paragraph>{message(language, 'survey-invitation.first')}</Paragraph>
      <Paragraph>
        <strong>{programText(program, language, `question.${question.key}`, names)}</strong>
      </Paragraph>
      {isPoints && <Ends from={answers.at(0)?.label} to={answers.at(-1)?.label} />}
      <Block padding="0 0 8px">
        {answers.map(({ value, ...answer }) =>
          isPoints ? <AnswerPoint key={value} {...answer} point={value} /> : <AnswerLink key={value} {...answer} />,
        )}
      </Block>
      <Muted>
        <p style={{ margin: '0 0 8px' }}>{message(language, 'survey-invitation.preselects')}</p>
      </Muted>
    </div>
  )
}

/** What the ends of a row of points mean. */
function Ends({ from, to }: { readonly from: string | undefined; readonly to: string | undefined }): ReactNode {
  return (
    <Muted>
      <p style={{ margin: '0 0 8px' }}>
        {from} · {to}
      </p>
    </Muted>
  )
}
