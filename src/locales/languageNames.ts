import type { Language } from './languages.ts'

/** A language in its own words, as short as the choice allows: "Deutsch", but "English (United Kingdom)" beside
 *  "English (United States)". */
export function ownName(language: Language, choice: readonly Language[]): string {
  const base = baseOf(language)
  const alone = choice.every((other) => other === language || baseOf(other) !== base)
  const names = new Intl.DisplayNames([language], { type: 'language', languageDisplay: 'standard' })
  const name = names.of(alone ? base : language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

/** Languages as a reader looks for them: by their own names, one script after the other, the same on every page. */
export function byOwnName(languages: readonly Language[]): readonly Language[] {
  const { compare } = new Intl.Collator('en')
  const names = new Map(languages.map((language) => [language, ownName(language, languages)]))
  return [...languages].sort((one, other) => compare(names.get(one) ?? one, names.get(other) ?? other))
}

function baseOf(language: Language): string {
  return language.split('-')[0] ?? language
}
