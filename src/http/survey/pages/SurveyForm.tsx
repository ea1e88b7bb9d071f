import type { ReactNode } from 'react'
import type { ProgramQuestion } from '../../../domain/program.ts'
import { optionsOf, programText } from '../../../domain/programTexts.ts'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'
import { questions } from '../../../questions/index.ts'
import type { Option } from '../../../questions/types.ts'
import { ErrorSummary } from './ErrorSummary.tsx'
import { writePage } from './Page.tsx'
import { type EngagementPageProps, framed } from './props.ts'
import { WorkAddressField, type WorkAddressProps } from './WorkAddressField.tsx'

export type SurveyFormProps = EngagementPageProps & {
  readonly action: string
  /** The ways out of an invitation; who was not invited needs none. */
  readonly waysOut?: { readonly declineUrl: string; readonly optOutUrl: string }
  /** Asked of respondents whom nobody invited. */
  readonly workAddress?: WorkAddressProps
  /** Says when the form was shown; comes back in the field `shown`. */
  readonly shownToken: string
  /** What was typed so far, by question key: as parsed or as the browser sent it. */
  readonly answers?: Readonly<Record<string, unknown>>
  /** A sentence for each question whose answer does not fit, by question key. */
  readonly errors?: Readonly<Record<string, string>>
  /** The answers came faster than a person reads: ask for them once more. */
  readonly confirm?: boolean
}

/** The survey: every question of the program on one page, answered without a script.
 *  The form posts the questions' keys, `language`, `shown` and the trap `website`, which people leave empty.
 *  @source FT-05, MX-06, MX-08 */
export function SurveyForm(props: SurveyFormProps): string {
  const { frame, names } = framed(props)
  const { program, errors = {} } = props
  const { language } = frame
  const words = (key: string): string => programText(program, language, key, names)
  const asked = program.survey.questions.map((question) => ({
    question,
    text: words(`question.${question.key}`),
    options: optionsOf(program, question, { language, names }),
  }))
  const wrongAnswers = asked.flatMap(({ question: { key }, text }) =>
    errors[key] === undefined ? [] : [{ key, text, problem: errors[key] }],
  )
  const { workAddress } = props
  const wrong = workAddress?.error
    ? [...wrongAnswers, { key: 'email', text: message(language, 'visit.email'), problem: workAddress.error }]
    : wrongAnswers
  const title = words('survey.title')

  return writePage({
    ...frame,
    title: wrong.length > 0 ? message(language, 'page.error-title', { title }) : title,
    children: (
      <>
        <h1>{title}</h1>
        {wrong.length > 0 && <ErrorSummary language={language} wrong={wrong} />}
        {props.confirm && (
          <p className="note" role="alert">
            {message(language, 'form.confirm')}
          </p>
        )}
        <p className="intro">{words('survey.intro')}</p>
        <p className="quiet">{message(language, 'form.voluntary')}</p>
        <form method="post" action={props.action} noValidate>
          <input type="hidden" name="language" value={language} />
          <input type="hidden" name="shown" value={props.shownToken} />
          {asked.map((one) => (
            <Asked key={one.question.key} {...one} language={language} form={props} />
          ))}
          {workAddress && <WorkAddressField language={language} {...workAddress} />}
          <Trap language={language} />
          <p className="quiet">{message(language, 'form.privacy', names)}</p>
          <button type="submit">{message(language, 'form.send')}</button>
        </form>
        {props.waysOut && (
          <p className="ways-out">
            <a href={props.waysOut.declineUrl}>{message(language, 'form.decline')}</a>
            <a href={props.waysOut.optOutUrl}>{message(language, 'form.opt-out')}</a>
          </p>
        )}
      </>
    ),
  })
}

type AskedProps = {
  readonly question: ProgramQuestion
  readonly text: string
  readonly options: readonly Option[] | undefined
  readonly language: Language
  readonly form: SurveyFormProps
}

function Asked({ question, text, options, language, form }: AskedProps): ReactNode {
  const { parse, Control } = questions[question.type]
  const typed = form.answers?.[question.key]
  return (
    <Control
      name={question.key}
      text={text}
      language={language}
      required={question.required}
      mayPass={question.notApplicable}
      options={options}
      answer={parse(typed, question.options) ?? (typeof typed === 'string' ? typed : null)}
      error={form.errors?.[question.key]}
    />
  )
}

/** People neither see nor reach this field; machines that fill in every field do. */
function Trap({ language }: { readonly language: Language }): ReactNode {
  return (
    <div className="trap" aria-hidden="true">
      <label>
        {message(language, 'form.honeypot')}
        <input type="text" name="website" tabIndex={-1} autoComplete="off" />
      </label>
    </div>
  )
}
