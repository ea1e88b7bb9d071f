import { type ReactNode, useContext } from 'react'
import { preselecting } from '../domain/preselection.ts'
import { scoredQuestions } from '../domain/program.ts'
import { optionsOf, programText } from '../domain/programTexts.ts'
import { message } from '../locales/index.ts'
import { AccentColours, Muted, Paragraph } from './parts.tsx'
import { type LetterProps, linkOf } from './props.ts'
import { font } from './style.ts'

/** The first question the score is made of: each point of its scale is a link that opens the survey with that answer filled in.
 *  Nothing is answered by following one, as programs follow links, too. Plain text goes without.
 *  @source MX-06 */
export function FirstQuestion({ context, language, names }: LetterProps): ReactNode {
  const { program } = context
  const { accent } = useContext(AccentColours)
  const [scored] = scoredQuestions(program)
  const question = program.survey.questions.find(({ key }) => key === scored)
  if (!question) return null
  const options = optionsOf(program, question, { language, names }) ?? []
  const isNumbered = question.type === 'nps'
  return (
    <div data-skip-in-text="true">
      <Paragraph>{message(language, 'survey-invitation.first')}</Paragraph>
      <Paragraph>
        <strong>{programText(program, language, `question.${question.key}`, names)}</strong>
      </Paragraph>
      {isNumbered && <Ends from={options.at(0)?.label} to={options.at(-1)?.label} />}
      <p style={{ margin: '0 0 16px' }}>
        {options.map(({ value, label }) => (
          <a
            key={value}
            className="answer"
            href={preselecting(linkOf(context, 'survey'), question.key, Number(value))}
            style={{ ...(isNumbered ? point : step), color: accent, borderColor: accent }}
          >
            {isNumbered ? value : label}
          </a>
        ))}
      </p>
      <Muted>
        <p style={{ margin: '0 0 8px' }}>{message(language, 'survey-invitation.preselects')}</p>
      </Muted>
    </div>
  )
}

function Ends({ from, to }: { readonly from: string | undefined; readonly to: string | undefined }): ReactNode {
  return (
    <Muted>
      <p style={{ margin: '0 0 8px' }}>
        {from} · {to}
      </p>
    </Muted>
  )
}

const answer = {
  ...font,
  boxSizing: 'border-box',
  padding: '11px 14px',
  borderWidth: '1px',
  borderStyle: 'solid',
  borderRadius: '8px',
  textDecoration: 'none',
} as const

const step = { ...answer, display: 'block', marginBottom: '8px' } as const
const point = {
  ...answer,
  display: 'inline-block',
  width: '44px',
  margin: '0 6px 8px 0',
  textAlign: 'center',
  padding: '11px 0',
} as const
