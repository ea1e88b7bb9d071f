import { longDate } from '../../../locales/dates.ts'
import { type MessageArguments, message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'
import { type GiftProps, GiftSection } from './Gift.tsx'
import { Notice } from './Notice.tsx'
import { writePage } from './Page.tsx'
import { type EngagementPageProps, framed } from './props.ts'

/** Where the review that was given with the answers can be withdrawn, and the gift that may be chosen. */
type After = { readonly reviewUrl?: string; readonly gift?: GiftProps }

/** After the answers have arrived. */
export function ThanksPage(props: EngagementPageProps & After): string {
  return engagementNotice('thanks', props)
}

/** The answers wait to be confirmed. */
export function HeldPage(props: EngagementPageProps): string {
  return engagementNotice('held', props)
}

/** The invitation was answered before. */
export function AnsweredPage(props: EngagementPageProps & After & { readonly answeredAt: Date }): string {
  return engagementNotice('answered', props, { date: longDate(framed(props).frame.language, props.answeredAt) })
}

/** The survey takes no more answers. */
export function ExpiredPage(props: EngagementPageProps): string {
  return engagementNotice('expired', props)
}

/** Nobody may answer at a membership's own address at this moment. */
export function NotOpenPage(props: EngagementPageProps): string {
  return engagementNotice('not-open', props)
}

/** The contact would rather not answer, and that is recorded. */
export function DeclinedPage(props: EngagementPageProps): string {
  return engagementNotice('declined', props)
}

/** The address gets no more email. */
export function OptedOutPage(props: EngagementPageProps): string {
  return engagementNotice('opted-out', props)
}

type BarePageProps = { readonly language: Language; readonly languages: readonly Language[] }

/** The link belongs to no invitation. */
export function UnknownPage(props: BarePageProps): string {
  const { text, frame } = bare('unknown', props)
  return writePage({ ...frame, title: text.title, children: <Notice {...text} /> })
}

type RetryPageProps = BarePageProps & { readonly retryUrl: string }

/** We failed; the reader did nothing wrong. */
export function ErrorPage(props: RetryPageProps): string {
  return retryNotice('failed', props)
}

/** Too much came from where the reader is, perhaps from somebody else. */
export function BusyPage(props: RetryPageProps): string {
  return retryNotice('busy', props)
}

function retryNotice(kind: Kind, { retryUrl, ...props }: RetryPageProps): string {
  const { text, frame } = bare(kind, props)
  return writePage({
    ...frame,
    title: text.title,
    children: (
      <Notice {...text}>
        <p>
          <a className="action" href={retryUrl}>
            {message(frame.language, 'failed.retry')}
          </a>
        </p>
      </Notice>
    ),
  })
}

type Kind =
  | 'thanks'
  | 'held'
  | 'answered'
  | 'expired'
  | 'declined'
  | 'opted-out'
  | 'not-open'
  | 'unknown'
  | 'failed'
  | 'busy'

/** Notices of what the reader has just done. */
const done: readonly Kind[] = ['thanks', 'declined', 'opted-out']

function engagementNotice(kind: Kind, props: EngagementPageProps & After, args: MessageArguments = {}): string {
  const { frame, names } = framed(props)
  const { language } = frame
  const text = words(kind, language, { ...names, ...args })
  return writePage({
    ...frame,
    isScripted: true,
    title: text.title,
    children: (
      <Notice {...text} draftKey={props.draftKey} isDone={done.includes(kind)}>
        {props.reviewUrl !== undefined && (
          <p>
            <a href={props.reviewUrl}>{message(language, 'review.link')}</a>
          </p>
        )}
        {props.gift && <GiftSection language={language} names={names} offered={props.gift} />}
      </Notice>
    ),
  })
}

function bare(kind: Kind, { language, languages }: BarePageProps) {
  return { text: words(kind, language, {}), frame: { language, languages, wordmark: 'Plaudit' } }
}

function words(kind: Kind, language: Language, args: MessageArguments) {
  return {
    title: message(language, `${kind}.title`, args),
    body: message(language, `${kind}.body`, args),
    next: message(language, `${kind}.next`, args),
  }
}
