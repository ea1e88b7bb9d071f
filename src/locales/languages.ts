/** The 34 survey languages, as BCP 47 tags.
 *  @source CI-03 */
export const languages = [
  'zh-Hans',
  'zh-Hant',
  'hr',
  'cs',
  'da',
  'nl',
  'en-GB',
  'en-US',
  'et',
  'fi',
  'fr',
  'de',
  'el',
  'he',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'lv',
  'lt',
  'nb',
  'pl',
  'pt-BR',
  'pt-PT',
  'ro',
  'ru',
  'sk',
  'sl',
  'es-419',
  'es-ES',
  'sv',
  'th',
  'tr',
] as const

export type Language = (typeof languages)[number]

/** The languages of right-to-left scripts among the 34. */
const rightToLeft: readonly Language[] = ['he']

export function direction(language: Language): 'ltr' | 'rtl' {
  return rightToLeft.includes(language) ? 'rtl' : 'ltr'
}

/** What people write for a language: the tag in any case or with an underscore, a bare "en", "pt", "es", "zh", "no", or the
 *  language with a region, such as "de-AT".
 *  @returns undefined for anything that is not one of the 34 */
export function parseLanguage(written: string): Language | undefined {
  const tag = written.trim().replace('_', '-').toLowerCase()
  const base = /^([a-z]{2})-[a-z]{2}$/.exec(tag)?.[1] ?? ''
  return known(tag) ?? known(base)
}

function known(tag: string): Language | undefined {
  return languages.find((language) => language.toLowerCase() === tag) ?? commonNames.get(tag)
}

const commonNames: ReadonlyMap<string, Language> = new Map([
  ['en', 'en-US'],
  ['es', 'es-ES'],
  ['pt', 'pt-PT'],
  ['zh', 'zh-Hans'],
  ['no', 'nb'],
  ['iw', 'he'],
  ['zh-cn', 'zh-Hans'],
  ['zh-tw', 'zh-Hant'],
])

/** The language a reader gets: the wanted one if it is available, else its nearest relative, else the default.
 *  A page or letter is wholly in one language, never mixed. */
export function nearestLanguage(wanted: Language, available: readonly Language[], fallback: Language): Language {
  const base = wanted.split('-')[0]
  return (
    available.find((language) => language === wanted) ??
    available.find((language) => language.split('-')[0] === base) ??
    fallback
  )
}
