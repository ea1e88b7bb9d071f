import type { Language } from '../../../locales/languages.ts'

/** @example languageName('pt-BR') → 'Brazilian Portuguese' */
export function languageName(language: Language): string {
  return names.of(language) ?? language
}

const names = new Intl.DisplayNames(['en'], { type: 'language' })
