import type { Day } from '../../domain/calendar.ts'
import type { Program } from '../../domain/program.ts'
import type { Month } from '../../domain/results.ts'
import type { Standing } from '../../domain/standing/standing.ts'
import type { KeptStanding } from '../../domain/standingChange.ts'
import type { Measure, MembershipLetterKind } from '../../domain/vocabulary.ts'
import type { Language } from '../../locales/languages.ts'

/** Where a partner stands, as its letters tell it. */
export type ToldStanding = Pick<Standing, 'met' | 'value' | 'threshold' | 'n' | 'measure' | 'of' | 'missing'> &
  Pick<KeptStanding, 'tier'>

/** What each letter about a membership tells besides. */
export type Contents = {
  /** `before`: what stood there until then. */
  readonly 'standing-changed': { readonly before: KeptStanding }
  /** `left`: days until the renewal, 0 on its day. */
  readonly 'renewal-notice': { readonly renewal: Day; readonly left: number }
  /** What customers answered in the twelve months until the end of `month`, as it may be shown, to each question the score is made of. */
  readonly 'monthly-report': { readonly month: Month; readonly questions: readonly ReportedQuestion[] }
  /** `change`: on which side the partner would stand, by the answers there are. `override`: why it comes sooner than announcements allow. */
  readonly 'rules-announced': {
    readonly on: Day
    readonly version: number
    readonly change: 'gains' | 'loses' | 'none'
    readonly override?: string
  }
}

/** Twelve months of one question. `picture` is where its trend is drawn. */
export type ReportedQuestion = {
  readonly key: string
  readonly measure: Measure
  readonly months: readonly ReportedMonth[]
  readonly all: Reported
  readonly benchmark: Reported | null
  readonly picture: string
}

/** How many answered, and what that is worth; null where it may not be shown. */
export type Reported = { readonly n: number | null; readonly value: number | null }
export type ReportedMonth = Reported & { readonly month: Month }

type Kind = MembershipLetterKind

/** All that a letter about a partner's membership of a program says. */
export type MembershipContext<K extends Kind = Kind> = {
  readonly kind: K
  readonly language: Language
  readonly program: Program
  /** Where this installation is reached. */
  readonly site: string
  readonly recipient: { readonly kind: 'partner' | 'psm' | 'owner'; readonly name: string; readonly address: string }
  readonly partner: { readonly id: string; readonly name: string }
  readonly standing: ToldStanding
  readonly content: Contents[K]
  /** `stop`: where a report is stopped that somebody ordered. */
  readonly links: { readonly console: string; readonly stop?: string }
}
