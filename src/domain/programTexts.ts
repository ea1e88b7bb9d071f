import { IntlMessageFormat } from 'intl-messageformat'
import type { MessageArguments } from '../locales/index.ts'
import { type Language, languages, nearestLanguage } from '../locales/languages.ts'
import { questions } from '../questions/index.ts'
import type { Option } from '../questions/types.ts'
import { DomainError } from './errors.ts'
import type { Program, ProgramQuestion } from './program.ts'

/** What a program says under a key, in a language or else in the program's own.
 *  @param args values of the ICU arguments the text names
 *  @throws {DomainError} program.invalid — the program has no such text in either language */
export function programText(program: Program, language: Language, key: string, args: MessageArguments = {}): string {
  const text = findProgramText(program, language, key, args)
  if (text === undefined) throw new DomainError('program.invalid', `${program.id} has no text '${key}'`)
  return text
}

/** The same, for texts a program may leave out, such as `<letter>.subject`. */
export function findProgramText(
  program: Program,
  language: Language,
  key: string,
  args: MessageArguments = {},
): string | undefined {
  const texts = program.texts[language]
  const shown = texts?.[key] === undefined ? program.language : language
  const text = program.texts[shown]?.[key]
  return text === undefined ? undefined : String(format(shown, text).format({ ...args }))
}

/** What there is to choose from when a question is asked; undefined where answers are free. */
export function optionsOf(
  program: Program,
  { key, type, options }: ProgramQuestion,
  { language, names }: { readonly language: Language; readonly names: MessageArguments },
): readonly Option[] | undefined {
  return (
    questions[type].options?.(language) ??
    options?.map((value) => ({ value, label: programText(program, language, `question.${key}.${value}`, names) }))
  )
}

/** The language a program's letters and pages are really shown in: one that the program has texts in, so that none is mixed. */
export function programLanguage(program: Program, wanted: Language): Language {
  return nearestLanguage(wanted, programLanguages(program), program.language)
}

/** Every language a program can be shown in. */
export function programLanguages(program: Program): readonly Language[] {
  return languages.filter((language) => program.texts[language])
}

const formats = new Map<string, IntlMessageFormat>()

/** Published texts never change, so each is read once. Angle brackets are text, not markup. */
function format(language: Language, text: string): IntlMessageFormat {
  const id = `${language} ${text}`
  const known = formats.get(id) ?? new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
  formats.set(id, known)
  return known
}
