import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from './languages.ts'

type Texts = Readonly<Record<string, string>>
type Elements = ReturnType<IntlMessageFormat['getAst']>

/** What keeps a translation from standing in for its original: a key too few or too many, another argument, a plural
 *  form the language has and the text lacks, or a text that is no ICU message.
 *  @returns a sentence for each; empty when there is none */
export function parityProblems(original: Texts, language: Language, translation: Texts): readonly string[] {
  const keys = new Set([...Object.keys(original), ...Object.keys(translation)])
  return [...keys].flatMap((key) => {
    const [wanted, text] = [original[key], translation[key]]
    if (wanted === undefined) return [`${language} ${key}: no such key in the original`]
    if (text === undefined) return [`${language} ${key}: missing`]
    return textProblems(wanted, language, text).map((problem) => `${language} ${key}: ${problem}`)
  })
}

function textProblems(original: string, language: Language, text: string): readonly string[] {
  const elements = read(text, language)
  if (elements === undefined) return ['not an ICU message']
  const [wanted, used] = [argumentsOf(read(original, language) ?? []), argumentsOf(elements)]
  const same = wanted.join() === used.join()
  return [
    ...(same ? [] : [`expected the arguments {${wanted.join()}}, got {${used.join()}}`]),
    ...pluralProblems(elements, language),
  ]
}

function read(text: string, language: Language): Elements | undefined {
  try {
    return new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst()
  } catch {
    return undefined
  }
}

function argumentsOf(elements: Elements): readonly string[] {
  const names = flat(elements).flatMap((element) =>
    'value' in element && element.type !== literal ? [element.value] : [],
  )
  return [...new Set(names)].sort()
}

function pluralProblems(elements: Elements, language: Language): readonly string[] {
  const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  return flat(elements).flatMap((element) => {
    if (element.type !== plural || !('options' in element)) return []
    const missing = needed.filter((category) => !(category in element.options))
    return missing.map((category) => `the plural of {${element.value}} lacks '${category}'`)
  })
}

/** The parser's element types, which it exports as an enum from a package of its own. */
const literal = 0
const plural = 6

function flat(elements: Elements): Elements {
  return elements.flatMap((element) =>
    'options' in element ? [element, ...flat(Object.values(element.options).flatMap(({ value }) => value))] : [element],
  )
}
