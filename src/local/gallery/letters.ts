import { referralLetterKinds } from '../../domain/referral/vocabulary.ts'
import { letterKinds, membershipLetterKinds } from '../../domain/vocabulary.ts'
import { renderLetter } from '../../letters/index.ts'
import type { Letter } from '../../letters/letter.ts'
import { renderMembershipLetter } from '../../letters/membership/index.ts'
import { renderReferralLetter } from '../../letters/referral/index.ts'
import type { Language } from '../../locales/languages.ts'
import { engagementSample } from './engagementSample.ts'
import { membershipSample } from './membershipSample.ts'
import { referralSample } from './referralSample.ts'

/** Writes a sample of a letter. */
export type Sample = (language: Language) => Promise<Letter>

/** A sample of every letter there is, by its kind. */
export const samples: ReadonlyMap<string, Sample> = new Map<string, Sample>([
  ...letterKinds.map(
    (kind) => [kind, (language: Language) => renderLetter(engagementSample(kind, { language }))] as const,
  ),
  ...membershipLetterKinds.map(
    (kind) => [kind, (language: Language) => renderMembershipLetter(membershipSample(kind, { language }))] as const,
  ),
  ...referralLetterKinds.map(
    (kind) => [kind, (language: Language) => renderReferralLetter(referralSample(kind, { language }))] as const,
  ),
])
