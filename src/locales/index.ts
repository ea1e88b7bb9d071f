import { IntlMessageFormat } from 'intl-messageformat'
import de from './de.json' with { type: 'json' }
import enUS from './en-US.json' with { type: 'json' }
import he from './he.json' with { type: 'json' }
import { type Language, languages, nearestLanguage } from './languages.ts'

export type MessageKey = keyof typeof enUS
export type Messages = Readonly<Record<MessageKey, string>>

/** The languages whose messages are complete. Adding one is a JSON file and a line here. */
const complete: Readonly<Partial<Record<Language, Messages>>> = { 'en-US': enUS, de, he }

export const completeLanguages: readonly Language[] = languages.filter((language) => complete[language])

const formats = new Map<string, IntlMessageFormat>()

/** A message in the reader's language, or in its nearest complete relative.
 *  @param args values of the ICU arguments the message names */
export function message(language: Language, key: MessageKey, args: MessageArguments = {}): string {
  const shown = displayLanguage(language)
  const id = `${shown} ${key}`
  const format = formats.get(id) ?? new IntlMessageFormat((complete[shown] ?? enUS)[key], shown)
  formats.set(id, format)
  return String(format.format({ ...args }))
}

export type MessageArguments = Readonly<Record<string, string | number | Date>>

/** The language a page or letter is really shown in. */
export function displayLanguage(language: Language): Language {
  return nearestLanguage(language, completeLanguages, 'en-US')
}
