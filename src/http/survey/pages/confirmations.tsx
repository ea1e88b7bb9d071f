import { message } from '../../../locales/index.ts'
import { Notice } from './Notice.tsx'
import { writePage } from './Page.tsx'
import { type EngagementPageProps, framed } from './props.ts'

export type ConfirmationProps = EngagementPageProps & {
  /** Where the confirmation is posted. */
  readonly action: string
  /** The survey, for those who change their mind. */
  readonly backUrl: string
}

/** Asks whether the contact would rather not answer; only the POST declines.
 *  @source MX-06 */
export function DeclinePage(props: ConfirmationProps): string {
  return confirmation('decline', props)
}

/** Asks whether the address is to get no more email; only the POST opts out.
 *  @source MX-06, MX-07 */
export function OptOutPage(props: ConfirmationProps): string {
  return confirmation('opt-out', props)
}

function confirmation(kind: 'decline' | 'opt-out', props: ConfirmationProps): string {
  const { frame, names } = framed(props)
  const { language } = frame
  const title = message(language, `${kind}.title`)
  return writePage({
    ...frame,
    title,
    children: (
      <Notice title={title} body={message(language, `${kind}.body`, names)}>
        <form method="post" action={props.action}>
          <input type="hidden" name="language" value={language} />
          <button type="submit">{message(language, `${kind}.confirm`)}</button>
        </form>
        <p className="ways-out">
          <a href={props.backUrl}>{message(language, 'page.back')}</a>
        </p>
      </Notice>
    ),
  })
}
