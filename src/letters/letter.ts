import type { Program } from '../domain/program.ts'
import type { LetterKind, RecipientKind } from '../domain/vocabulary.ts'
import type { Language } from '../locales/languages.ts'

/** All a letter says: who reads it, in which language, about which engagement, until when. */
export type LetterContext = {
  readonly kind: LetterKind
  readonly language: Language
  readonly program: Program
  /** Where this installation is reached. */
  readonly site: string
  /** The address it is sent from: the program's own, or another of its when that did not get through. */
  readonly from: string
  readonly recipient: { readonly kind: RecipientKind; readonly name: string; readonly address: string }
  readonly engagement: {
    readonly id: string
    readonly subject: string
    readonly partner: string
    readonly customer: string
  }
  /** `survey`, `confirm` and `optOut` are set in letters to contacts, `gift` while they may choose one; `console` in letters to partner, PSM and owner. */
  readonly links: {
    readonly survey?: string
    readonly confirm?: string
    readonly optOut?: string
    readonly gift?: string
    readonly console?: string
  }
  /** Contact letters to the partner, PSM or owner: the day the next step happens. */
  readonly until?: Date
}

/** A letter ready to send. The same context renders the same bytes, so that a repeat is recognised as one. */
export type Letter = {
  readonly from: string
  readonly to: string
  readonly replyTo: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
  readonly attachments?: readonly Attachment[]
}

/** A file that comes with a letter; its text shows it where it says `cid:<contentId>`. `content` is base64. */
export type Attachment = {
  readonly filename: string
  readonly contentType: string
  readonly contentId: string
  readonly content: string
}
