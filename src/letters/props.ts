import { programLanguage } from '../domain/programTexts.ts'
import type { Language } from '../locales/languages.ts'
import { nameIn } from '../locales/names.ts'
import type { LetterContext } from './letter.ts'

/** What a letter's component gets: its context, the language it is really in, and names made safe for its sentences. */
export type LetterProps = {
  readonly context: LetterContext
  readonly language: Language
  readonly names: Readonly<Record<Name, string>>
}

type Name = 'name' | 'partner' | 'customer' | 'service' | 'sender' | 'address'

export function letterProps(context: LetterContext): LetterProps {
  const { program, recipient, engagement } = context
  const language = programLanguage(program, context.language)
  return {
    context,
    language,
    names: {
      name: nameIn(language, recipient.name),
      partner: nameIn(language, engagement.partner),
      customer: nameIn(language, engagement.customer),
      service: nameIn(language, engagement.subject),
      sender: nameIn(language, program.sender.name),
      address: nameIn(language, program.sender.address),
    },
  }
}

/** A link the letter cannot do without, without characters that could end a header or an attribute. */
export function linkOf({ kind, links }: LetterContext, name: keyof LetterContext['links']): string {
  const link = links[name]
  if (link === undefined) throw new Error(`a ${kind} letter needs links.${name}`)
  return new URL(link).href
}
