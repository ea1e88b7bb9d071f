import { direction, type Language } from './languages.ts'

/** A name from outside, made safe to stand in a sentence, a subject or a header: one line, no control characters,
 *  and it cannot turn the direction of the words around it. */
export function nameIn(language: Language, name: string): string {
  const clean = plainName(name)
  return mayTurnSentence(language, clean) ? `${isolateStart}${clean}${isolateEnd}` : clean
}

/** One line without control, format and bidirectional-override characters. */
export function plainName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}

const isolateStart = '\u2068'
const isolateEnd = '\u2069'

/** "Contoso Ltd." in a Hebrew sentence would lose its full stop to the other side. */
function mayTurnSentence(language: Language, name: string): boolean {
  return direction(language) === 'rtl' || /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(name)
}
