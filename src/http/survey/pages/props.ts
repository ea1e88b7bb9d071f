import type { Program } from '../../../domain/program.ts'
import { programLanguage } from '../../../domain/programTexts.ts'
import type { Language } from '../../../locales/languages.ts'
import { nameIn } from '../../../locales/names.ts'

/** What every page about an engagement is made of. */
export type EngagementPageProps = {
  readonly program: Program
  /** What the reader wants; the page is shown in the nearest language the program has. */
  readonly language: Language
  /** What the reader may switch to. */
  readonly languages: readonly Language[]
  readonly engagement: { readonly partner: string; readonly customer: string; readonly subject: string }
}

/** The frame of a page of the program, and the names its sentences are filled with. */
export function framed({ program, language: wanted, languages, engagement }: EngagementPageProps): Framed {
  const language = programLanguage(program, wanted)
  return {
    frame: { language, languages, wordmark: program.sender.name, support: program.support },
    names: {
      partner: nameIn(language, engagement.partner),
      customer: nameIn(language, engagement.customer),
      service: nameIn(language, engagement.subject),
    },
  }
}

type Framed = {
  readonly frame: {
    readonly language: Language
    readonly languages: readonly Language[]
    readonly wordmark: string
    readonly support: string
  }
  readonly names: Readonly<Record<'partner' | 'customer' | 'service', string>>
}
