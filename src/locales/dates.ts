import type { Language } from './languages.ts'

/** A day as people of the language write it in full. In UTC, so that every machine writes the same.
 *  @example longDate('de', new Date('2026-12-01T09:00:00Z')) → '1. Dezember 2026' */
export function longDate(language: Language, instant: Date): string {
  const parts = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).formatToParts(instant)
  return parts
    .map(({ type, value }) => (type === 'day' && value === '1' ? (firstDays[language] ?? value) : value))
    .join('')
}

/** The first day of a month, where it alone is counted: "the first", not "one". */
const firstDays: Partial<Record<Language, string>> = { fr: '1er', 'pt-BR': '1º' }

/** A month as people of the language write it.  @example monthIn('de', '2026-12') → 'Dezember 2026' */
export function monthIn(language: Language, month: string): string {
  const format = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(new Date(`${month}-01`))
}
