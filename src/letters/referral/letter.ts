import type { ReferralProgram } from '../../domain/referral/program.ts'
import type { ReferralKind, ReferralLetterKind, WithdrawalReason } from '../../domain/referral/vocabulary.ts'
import { countryName } from '../../locales/countryName.ts'
import { message } from '../../locales/index.ts'
import type { Language } from '../../locales/languages.ts'
import { namesIn } from '../../locales/lists.ts'
import { nameIn } from '../../locales/names.ts'

/** Who takes part in a referral and reads letters about it. */
export type Reader = 'partner' | 'customer' | 'owner'

/** All that a letter about a referral, or about a partner's part in the referral program, says. */
export type ReferralLetterContext = {
  readonly kind: ReferralLetterKind
  readonly language: Language
  readonly program: ReferralProgram
  /** Where this installation is reached. */
  readonly site: string
  readonly recipient: { readonly kind: Reader; readonly name: string; readonly address: string }
  /** What it is about, where it is one referral: its customer, and the workloads the reader is concerned with. */
  readonly referral?: {
    readonly id: string
    readonly kind: ReferralKind
    readonly customer: string
    readonly country: string
    readonly licences: number
    readonly workloads: readonly string[]
  }
  /** Who does what, once that is settled; our own team has no name. */
  readonly shares?: readonly { readonly partner: string | null; readonly workloads: readonly string[] }[]
  /** Whom partners turn to. */
  readonly contact?: { readonly name: string; readonly address: string }
  readonly reason?: WithdrawalReason
  readonly until?: Date
  /** Where to decide, or to look. */
  readonly link?: string
  readonly rate?: { readonly value: number; readonly n: number; readonly threshold: number; readonly missing: number }
}

export type ReferralLetterProps = {
  readonly context: ReferralLetterContext
  readonly language: Language
  /** What the sentences are filled with. */
  readonly args: Readonly<Record<string, string | number>>
}

export function referralLetterProps(context: ReferralLetterContext): ReferralLetterProps {
  const { language, program, recipient, referral, rate, reason = 'none' } = context
  return {
    context,
    language,
    args: {
      name: nameIn(language, recipient.name),
      reader: recipient.kind,
      program: nameIn(language, program.name),
      sender: nameIn(language, program.sender.name),
      address: nameIn(language, program.sender.address),
      paidAbove: program.claims.paidAbove,
      reason,
      ...(referral && {
        kind: referral.kind,
        customer: nameIn(language, referral.customer),
        country: countryName(language, referral.country),
        licences: referral.licences,
        workloads: namesIn(language, referral.workloads),
      }),
      ...(rate && { ...rate, value: Math.round(rate.value * 10) / 10 }),
    },
  }
}

/** "Contoso: Exchange and Teams", a share a line. */
export function shareLines({ context: { shares = [] }, language }: ReferralLetterProps): readonly string[] {
  return shares.map(({ partner, workloads }) => {
    const who = partner === null ? message(language, 'referral.in-house') : nameIn(language, partner)
    return `${who}: ${namesIn(language, workloads)}`
  })
}
