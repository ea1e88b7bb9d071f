import { Fragment, type ReactNode } from 'react'
import { type Asked, questionsAsked } from '../../../domain/asked.ts'
import type { OwnQuestions } from '../../../domain/ownQuestions.ts'
import { programText } from '../../../domain/programTexts.ts'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'
import { questions } from '../../../questions/index.ts'
import { Anonymity } from './Anonymity.tsx'
import { DraftKept, DraftRestored, Unsent } from './Draft.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { OptIn } from './OptIn.tsx'
import { writePage } from './Page.tsx'
import { PrivacyNotice } from './PrivacyNotice.tsx'
import { ProgressBar, ProgressWords } from './Progress.tsx'
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
  /** What the partner asks beside the program. */
  readonly own?: OwnQuestions | undefined
  /** What was typed so far, by question key: as parsed or as the browser sent it. */
  readonly answers?: Readonly<Record<string, unknown>>
  /** A sentence for each question whose answer does not fit, by question key. */
  readonly errors?: Readonly<Record<string, string>>
  /** The answers came faster than a person reads: ask for them once more. */
  readonly confirm?: boolean
  /** Whether the text was to be published as a review. */
  readonly publish?: boolean
  /** Whether an answer came with the link. */
  readonly isPreselected?: boolean
  /** How many days what names the respondent outlives the survey. */
  readonly keptDays: number
}

/** The survey: every question of the program on one page, answered without a script.
 *  The form posts the questions' keys, `language`, `shown`, `own`, `anonymous` where it is offered, and the trap `website`, which people leave empty.
 *  @source FT-05, MX-06, MX-08 */
export function SurveyForm(props: SurveyFormProps): string {
  const { frame, names } = framed(props)
  const { program, errors = {} } = props
  const { language } = frame
  const words = (key: string): string => programText(program, language, key, names)
  const asked = questionsAsked(program, props.own, { language, names })
  const shown = (ones: readonly Asked[]) =>
    ones.map((one) => (
      <Fragment key={one.question.key}>
        <AskedControl asked={one} language={language} form={props} />
        {one.question.key === program.survey.review && props.waysOut && (
          <OptIn text={message(language, 'form.publish', names)} isChosen={props.publish ?? false} />
        )}
      </Fragment>
    ))
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
    isScripted: true,
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
        {props.isPreselected && <p className="note">{message(language, 'form.preselected')}</p>}
        <form
          method="post"
          action={props.action}
          noValidate
          data-draft={props.draftKey}
          data-draft-of={workAddress ? 'anybody' : 'invited'}
        >
          <ProgressBar total={asked.length} />
          <DraftRestored language={language} />
          <input type="hidden" name="language" value={language} />
          <input type="hidden" name="shown" value={props.shownToken} />
          {props.own && <input type="hidden" name="own" value={props.own.version} />}
          {shown(asked.filter(({ isOwn }) => !isOwn))}
          {props.own && props.own.questions.length > 0 && <h2>{message(language, 'form.own', names)}</h2>}
          {shown(asked.filter(({ isOwn }) => isOwn))}
          {workAddress && <WorkAddressField language={language} {...workAddress} />}
          {program.survey.anonymity && (
            <Anonymity language={language} names={names} isChosen={props.answers?.['anonymous'] !== undefined} />
          )}
          <Trap language={language} />
          <PrivacyNotice
            language={language}
            program={program}
            names={names}
            origin={workAddress ? 'visitor' : 'partner'}
            days={props.keptDays}
          />
          <ProgressWords language={language} total={asked.length} />
          <Unsent language={language} />
          <button type="submit">{message(language, 'form.send')}</button>
          <DraftKept language={language} />
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

type AskedProps = { readonly asked: Asked; readonly language: Language; readonly form: SurveyFormProps }

function AskedControl({
  asked: { question, text, options, language: textLanguage },
  language,
  form,
}: AskedProps): ReactNode {
  const { parse, Control } = questions[question.type]
  const typed = form.answers?.[question.key]
  return (
    <Control
      name={question.key}
      text={text}
      textLanguage={textLanguage}
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
