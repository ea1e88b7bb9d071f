import { createElement } from 'react'
import { shownLogo } from '../../domain/brand.ts'
import type { ReferralLetterKind } from '../../domain/referral/vocabulary.ts'
import { message } from '../../locales/index.ts'
import type { Letter } from '../letter.ts'
import { renderSheet } from '../sheet.ts'
import { AboutPartner } from './AboutPartner.tsx'
import { Assigned } from './Assigned.tsx'
import { type ReferralLetterContext, type ReferralLetterProps, referralLetterProps } from './letter.ts'
import { Offer } from './Offer.tsx'
import { ReferralFooter } from './ReferralFooter.tsx'
import { Told } from './Told.tsx'

/** The words of every letter about referrals. */
const letters = {
  'referral-offer': Offer,
  'referral-nudge': Offer,
  'referral-withdrawn': Told,
  'referral-assigned': Assigned,
  'referral-unmatched': Told,
  'pause-ends': AboutPartner,
  'acceptance-low': AboutPartner,
} satisfies Record<ReferralLetterKind, (props: ReferralLetterProps) => unknown>

/** Writes a letter about a referral. The same context gives the same bytes. */
export async function renderReferralLetter(context: ReferralLetterContext): Promise<Letter> {
  const { kind, program, recipient } = context
  const props = referralLetterProps(context)
  const { language, args } = props
  return renderSheet({
    language,
    site: context.site,
    program,
    logo: shownLogo(program, 'referrals'),
    from: program.sender.address,
    to: recipient.address,
    subject: message(language, `${kind}.subject`, args),
    preheader: message(language, `${kind}.preheader`, args),
    footer: createElement(ReferralFooter, props),
    children: createElement(letters[kind], props),
    headers: {},
  })
}
