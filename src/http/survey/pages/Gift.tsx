import type { ReactNode } from 'react'
import type { Gift, GiftState } from '../../../domain/gift.ts'
import { longDate } from '../../../locales/dates.ts'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'
import { money } from '../../../locales/money.ts'
import { Notice } from './Notice.tsx'
import { writePage } from './Page.tsx'
import { type EngagementPageProps, framed } from './props.ts'

export type GiftProps = {
  readonly gift: Gift
  readonly state: GiftState
  /** Where the choice is posted. */
  readonly action: string
  /** It was to be chosen without saying that one may. */
  readonly isUnattested?: boolean
}

type Worded = { readonly language: Language; readonly names: Readonly<Record<string, string>> }

/** Offers the gift below the thanks, or says that it was chosen; nothing where it cannot be chosen.
 *  @source FT-11 */
export function GiftSection({ offered, ...worded }: Worded & { readonly offered: GiftProps }): ReactNode {
  if (offered.state !== 'offered' && offered.state !== 'chosen') return undefined
  const { title, body } = words(offered, worded)
  return (
    <section className="gift" aria-labelledby="gift">
      <h2 id="gift">{title}</h2>
      <p>{body}</p>
      {offered.state === 'offered' && <Offer language={worded.language} offered={offered} />}
    </section>
  )
}

/** The gift alone, where its form and the letter lead.
 *  @source FT-11 */
export function GiftPage(props: EngagementPageProps & GiftProps): string {
  const { frame, names } = framed(props)
  const { language } = frame
  const text = words(props, { language, names })
  const title = props.isUnattested ? message(language, 'page.error-title', { title: text.title }) : text.title
  return writePage({
    ...frame,
    title,
    children: <Notice {...text}>{props.state === 'offered' && <Offer language={language} offered={props} />}</Notice>,
  })
}

function words({ gift, state }: GiftProps, { language, names }: Worded): { title: string; body: string } {
  if (state === 'offered')
    return {
      title: message(language, 'gift.title'),
      body: message(language, 'gift.offer', { ...names, amount: money(language, gift) }),
    }
  return {
    title: message(language, `gift.${state}.title`),
    body: message(language, `gift.${state}.body`, { days: gift.days }),
  }
}

function Offer({ language, offered }: Pick<Worded, 'language'> & { readonly offered: GiftProps }): ReactNode {
  const { gift, action, isUnattested } = offered
  return (
    <form method="post" action={action} noValidate>
      <p className="quiet">{message(language, 'gift.until', { date: longDate(language, new Date(gift.until)) })}</p>
      <input type="hidden" name="language" value={language} />
      {gift.publicSector && <Attestation language={language} isMissing={isUnattested ?? false} />}
      <button type="submit">{message(language, 'gift.choose')}</button>
    </form>
  )
}

function Attestation({ language, isMissing }: { readonly language: Language; readonly isMissing: boolean }): ReactNode {
  return (
    <div className="choices opt-in">
      {isMissing && (
        <p className="problem" id="e-attested" role="alert">
          {message(language, 'gift.unattested')}
        </p>
      )}
      <label className="option">
        <input
          type="checkbox"
          name="attested"
          value="yes"
          aria-required
          aria-invalid={isMissing || undefined}
          aria-describedby={isMissing ? 'e-attested' : undefined}
        />
        <span className="face">{message(language, 'gift.attest')}</span>
      </label>
    </div>
  )
}
