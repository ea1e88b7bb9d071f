import type { Language } from './languages.ts'

/** A country as people of the language call it.  @example countryName('de', 'LU') → 'Luxemburg' */
export function countryName(language: Language, country: string): string {
  return new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country
}
