import { type Asked, questionsAsked, wordsOf } from '../../../domain/asked.ts'
import type { OwnQuestions } from '../../../domain/ownQuestions.ts'
import type { Answers } from '../../../domain/response.ts'
import { longDate } from '../../../locales/dates.ts'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'
import { listOf } from '../../../locales/lists.ts'
import type { Answer } from '../../../questions/types.ts'
import { Notice } from './Notice.tsx'
import { writePage } from './Page.tsx'
import { type EngagementPageProps, framed } from './props.ts'

export type ConfirmPageProps = EngagementPageProps & {
  readonly action: string
  /** The survey, for who gave other answers or none. */
  readonly surveyUrl: string
  /** What the partner asked beside the program. */
  readonly own?: OwnQuestions | undefined
  readonly held: { readonly id: string; readonly answers: Answers; readonly givenAt: Date }
}

/** Shows what was answered under the reader's address, and asks whether it was them; only the POST lets it count.
 *  @source CI-05, MX-06 */
export function ConfirmPage(props: ConfirmPageProps): string {
  const { frame, names } = framed(props)
  const { program, held } = props
  const { language } = frame
  const title = message(language, 'confirm.title')
  const date = longDate(language, held.givenAt)
  return writePage({
    ...frame,
    title,
    children: (
      <Notice title={title} body={message(language, 'confirm.body', { ...names, date })}>
        <dl className="answers">
          {questionsAsked(program, props.own, { language, names }).map((asked) => (
            <div key={asked.question.key}>
              <dt lang={asked.language}>{asked.text}</dt>
              <dd dir="auto">{answerText(asked, held.answers[asked.question.key] ?? null, language)}</dd>
            </div>
          ))}
        </dl>
        <form method="post" action={props.action}>
          <input type="hidden" name="language" value={language} />
          <input type="hidden" name="held" value={held.id} />
          <button type="submit">{message(language, 'confirm.confirm')}</button>
        </form>
        <p className="ways-out">
          <a href={props.surveyUrl}>{message(language, 'confirm.again')}</a>
          <a href={`${props.surveyUrl}/decline`}>{message(language, 'form.decline')}</a>
          <a href={`${props.surveyUrl}/opt-out`}>{message(language, 'form.opt-out')}</a>
        </p>
      </Notice>
    ),
  })
}

/** What was chosen in the words it was offered in, or what was written. */
function answerText(asked: Asked, answer: Answer, language: Language): string {
  if (answer === null) return message(language, 'confirm.unanswered')
  return listOf(language, wordsOf(asked, answer))
}
