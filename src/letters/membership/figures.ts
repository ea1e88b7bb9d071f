import type { Language } from '../../locales/languages.ts'

/** A figure as the language writes it, with two decimals at most. */
export function figureIn(language: Language, figure: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(figure)
}
