import type { ReactNode } from 'react'
import type { ReferralProgram } from '../../../domain/referral/program.ts'
import { declineReasons, type OfferState } from '../../../domain/referral/vocabulary.ts'
import { countryName } from '../../../locales/countryName.ts'
import { longDate } from '../../../locales/dates.ts'
import { message } from '../../../locales/index.ts'
import { type Language, languages } from '../../../locales/languages.ts'
import { namesIn } from '../../../locales/lists.ts'
import { nameIn } from '../../../locales/names.ts'
import { pageBrand } from '../../survey/brand.ts'
import { Notice } from '../../survey/pages/Notice.tsx'
import { writePage } from '../../survey/pages/Page.tsx'

export type OfferPageProps = {
  readonly language: Language
  readonly program: ReferralProgram
  readonly kind: string
  readonly state: OfferState
  readonly customer: string
  readonly country: string
  readonly licences: number
  readonly workloads: readonly string[]
  readonly until: Date | null
  /** Where the answer is posted. */
  readonly action: string
}

/** What a partner is asked, with the two answers there are; or what came of the offer.
 *  @source RF-04, MX-06 */
export function OfferPage(props: OfferPageProps): string {
  const { program, state } = props
  const { language } = props
  const args = {
    kind: props.kind,
    customer: nameIn(language, props.customer),
    country: countryName(language, props.country),
    licences: props.licences,
    workloads: namesIn(language, props.workloads),
    paidAbove: program.claims.paidAbove,
  }
  const isOpen = state === 'open'
  const title = message(language, isOpen ? 'referral-offer.title' : `offer.${state}.title`, args)
  const body = message(language, isOpen ? 'referral-offer.body' : `offer.${state}.body`, args)
  return writePage({
    language,
    languages,
    title,
    wordmark: program.sender.name,
    brand: pageBrand(program, 'referrals'),
    children: (
      <Notice title={title} body={body} {...(isOpen && { next: message(language, 'referral.free', args) })}>
        {isOpen && <Answers {...props} language={language} />}
      </Notice>
    ),
  })
}

function Answers({ language, action, until }: OfferPageProps): ReactNode {
  return (
    <>
      {until && <p>{message(language, 'offer.free-choice', { date: longDate(language, until) })}</p>}
      <form method="post" action={action}>
        <input type="hidden" name="language" value={language} />
        <button type="submit" name="decision" value="accept">
          {message(language, 'offer.accept')}
        </button>
      </form>
      <form method="post" action={action}>
        <input type="hidden" name="language" value={language} />
        <p>
          <label htmlFor="reason">{message(language, 'offer.reason')}</label>{' '}
          <select id="reason" name="reason">
            {declineReasons.map((reason) => (
              <option key={reason} value={reason}>
                {message(language, `offer.reason.${reason}`)}
              </option>
            ))}
          </select>
        </p>
        <button type="submit" name="decision" value="decline" className="quiet">
          {message(language, 'offer.decline')}
        </button>
      </form>
    </>
  )
}
