import { referralLetterKinds } from '../../domain/referral/vocabulary.ts'
import { letterKinds, membershipLetterKinds } from '../../domain/vocabulary.ts'
import { renderLetter } from '../../letters/index.ts'
import type { Letter, LetterContext } from '../../letters/letter.ts'
import { renderMembershipLetter } from '../../letters/membership/index.ts'
import type { MembershipContext } from '../../letters/membership/letter.ts'
import { renderReferralLetter } from '../../letters/referral/index.ts'
import type { ReferralLetterContext } from '../../letters/referral/letter.ts'
import type { Language } from '../../locales/languages.ts'
import { engagementSample } from './engagementSample.ts'
import { membershipSample } from './membershipSample.ts'
import { referralSample } from './referralSample.ts'
import { otherEngagements, otherMemberships, otherReferrals } from './variants.ts'

/** Writes a sample of a letter. */
export type Sample = (language: Language) => Promise<Letter>

/** A sample of every letter there is, by its kind; and of what it says to another reader or in another case, by its kind and that. */
export const samples: ReadonlyMap<string, Sample> = new Map<string, Sample>(
  [
    ...letterKinds.map((kind) => ofEngagement(kind, engagementSample(kind))),
    ...Object.entries(otherEngagements).map(([name, context]) => ofEngagement(name, context)),
    ...membershipLetterKinds.map((kind) => ofMembership(kind, membershipSample(kind))),
    ...Object.entries(otherMemberships).map(([name, context]) => ofMembership(name, context)),
    ...referralLetterKinds.map((kind) => ofReferral(kind, referralSample(kind))),
    ...Object.entries(otherReferrals).map(([name, context]) => ofReferral(name, context)),
  ].sort(([one], [other]) => one.localeCompare(other, 'en')),
)

type Named = readonly [string, Sample]

function ofEngagement(name: string, context: LetterContext): Named {
  return [name, (language) => renderLetter({ ...context, language })]
}

function ofMembership(name: string, context: MembershipContext): Named {
  return [name, (language) => renderMembershipLetter({ ...context, language })]
}

function ofReferral(name: string, context: ReferralLetterContext): Named {
  return [name, (language) => renderReferralLetter({ ...context, language })]
}
