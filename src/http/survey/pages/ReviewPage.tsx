import type { ReviewState } from '../../../domain/review.ts'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'
import { Notice } from './Notice.tsx'
import { writePage } from './Page.tsx'
import { type EngagementPageProps, framed } from './props.ts'

export type ReviewPageProps = EngagementPageProps & {
  readonly text: string
  /** The language the survey was answered in. */
  readonly written: Language
  readonly state: ReviewState
  /** Where the withdrawal is posted; absent when there is nothing to withdraw. */
  readonly action?: string
}

/** Shows a review to whoever gave it, and takes it back; only the POST does.
 *  @source PC-06, MX-06 */
export function ReviewPage(props: ReviewPageProps): string {
  const { frame, names } = framed(props)
  const { language } = frame
  const title = message(language, 'review.title')
  return writePage({
    ...frame,
    title,
    children: (
      <Notice title={title} body={message(language, `review.${props.state}`, names)}>
        <blockquote className="review" lang={props.written} dir="auto">
          {props.text}
        </blockquote>
        {props.action !== undefined && (
          <form method="post" action={props.action}>
            <input type="hidden" name="language" value={language} />
            <button type="submit">{message(language, 'review.withdraw')}</button>
          </form>
        )}
      </Notice>
    ),
  })
}
