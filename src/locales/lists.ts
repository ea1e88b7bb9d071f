import type { Language } from './languages.ts'
import { nameIn } from './names.ts'

/** Words in a sentence, joined as the language joins them.  @example listOf('de', ['Exchange', 'Teams', 'Intune']) → 'Exchange, Teams und Intune' */
export function listOf(language: Language, words: readonly string[]): string {
  const parts = new Intl.ListFormat(language, { type: 'conjunction' }).formatToParts(words)
  return parts.map(({ type, value }) => (type === 'literal' ? apart(value) : value)).join('')
}

/** Names in a sentence, each kept apart from its words. */
export function namesIn(language: Language, names: readonly string[]): string {
  return listOf(
    language,
    names.map((name) => nameIn(language, name)),
  )
}

/** Thai and Chinese write their "and" without spaces between words of their own, but not between names in other letters, which ours often are. */
function apart(joint: string): string {
  return /[\p{Script=Thai}\p{Script=Han}]/u.test(joint) ? ` ${joint.trim()} ` : joint
}
