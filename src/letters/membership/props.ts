import { programLanguage } from '../../domain/programTexts.ts'
import type { MembershipLetterKind } from '../../domain/vocabulary.ts'
import { longDate, monthIn } from '../../locales/dates.ts'
import type { Language } from '../../locales/languages.ts'
import { nameIn } from '../../locales/names.ts'
import type { MembershipContext } from './letter.ts'

/** What the component of a letter gets: its context, the language it is really in, and names made safe for its sentences. */
export type MembershipProps<K extends MembershipLetterKind = MembershipLetterKind> = {
  readonly context: MembershipContext<K>
  readonly language: Language
  readonly names: Readonly<Record<'name' | 'partner' | 'program' | 'month' | 'date' | 'sender' | 'address', string>>
}

export function membershipProps<K extends MembershipLetterKind>(context: MembershipContext<K>): MembershipProps<K> {
  const { program, recipient, partner, content } = context
  const language = programLanguage(program, context.language)
  return {
    context,
    language,
    names: {
      name: nameIn(language, recipient.name),
      partner: nameIn(language, partner.name),
      program: nameIn(language, program.name),
      month: 'month' in content ? monthIn(language, content.month) : '',
      date: 'on' in content ? longDate(language, new Date(content.on)) : '',
      sender: nameIn(language, program.sender.name),
      address: nameIn(language, program.sender.address),
    },
  }
}
