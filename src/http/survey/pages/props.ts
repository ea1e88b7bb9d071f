import type { Program } from '../../../domain/program.ts'
import { programLanguage } from '../../../domain/programTexts.ts'
import type { Language } from '../../../locales/languages.ts'
import { nameIn } from '../../../locales/names.ts'
import { pageBrand } from '../brand.ts'
import type { Frame } from './Page.tsx'

/** What every page about an engagement is made of. */
export type EngagementPageProps = {
  readonly program: Program
  /** What the reader wants; the page is shown in the nearest language the program has. */
  readonly language: Language
  /** What the reader may switch to. */
  readonly languages: readonly Language[]
  /** What the address says beside the language. */
  readonly keep?: Readonly<Record<string, string>> | undefined
  /** Under which name the device keeps a draft of the answers. */
  readonly draftKey?: string | undefined
  readonly engagement: { readonly partner: string; readonly customer: string; readonly subject: string }
}

/** The frame of a page of the program, and the names its sentences are filled with. */
export function framed({ program, language: wanted, languages, keep, engagement }: EngagementPageProps): Framed {
  const language = programLanguage(program, wanted)
  return {
    frame: { language, languages, keep, ...senderOf(program) },
    names: {
      partner: nameIn(language, engagement.partner),
      customer: nameIn(language, engagement.customer),
      service: nameIn(language, engagement.subject),
    },
  }
}

/** Who asks, as every page of the program says at its head and its foot. */
export function senderOf(program: Program): Pick<Frame, 'wordmark' | 'brand' | 'support'> {
  return { wordmark: program.sender.name, brand: pageBrand(program), support: program.support }
}

type Framed = {
  readonly frame: Frame
  readonly names: Readonly<Record<'partner' | 'customer' | 'service', string>>
}
