import type { Day } from '../../domain/calendar.ts'
import type { Program } from '../../domain/program.ts'
import type { Standing } from '../../domain/standing/standing.ts'
import type { KeptStanding } from '../../domain/standingChange.ts'
import type { MembershipLetterKind } from '../../domain/vocabulary.ts'
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
}

type Kind = MembershipLetterKind

/** All that a letter about a partner's membership of a program says. */
export type MembershipContext<K extends Kind = Kind> = {
  readonly kind: K
  readonly language: Language
  readonly program: Program
  readonly recipient: { readonly kind: 'partner' | 'psm' | 'owner'; readonly name: string; readonly address: string }
  readonly partner: { readonly id: string; readonly name: string }
  readonly standing: ToldStanding
  readonly content: Contents[K]
  readonly links: { readonly console: string }
}
