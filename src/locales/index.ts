import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import type enUS from './en-US.json'
import type { Language } from './languages.ts'

export type MessageKey = keyof typeof enUS
export type Messages = Readonly<Record<MessageKey, string>>

export type MessageArguments = Readonly<Record<string, string | number | Date>>

/** A message in the reader's language.
 *  @param args values of the ICU arguments the message names */
export function message(language: Language, key: MessageKey, args: MessageArguments = {}): string {
  const id = `${language} ${key}`
  const format = formats.get(id) ?? new IntlMessageFormat(messagesIn(language)[key], language)
  formats.set(id, format)
  return String(format.format({ ...args }))
}

const formats = new Map<string, IntlMessageFormat>()

/** All messages of a language, as its file has them. */
export function messagesIn(language: Language): Messages {
  const messages = read.get(language) ?? textsIn(new URL(`${language}.json`, import.meta.url))
  read.set(language, messages)
  return messages
}

const read = new Map<Language, Messages>()

function textsIn(file: URL): Messages {
  return JSON.parse(readFileSync(file, 'utf8'))
}
