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
  const originals = read(original, language) ?? []
  const [wanted, used] = [argumentsOf(originals), argumentsOf(elements)]
  const same = wanted.join() === used.join()
  return [
    ...(same ? [] : [`expected the arguments {${wanted.join()}}, got {${used.join()}}`]),
    ...pluralProblems(elements, language),
    ...selectProblems(originals, elements),
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

function selectProblems(originals: Elements, elements: Elements): readonly string[] {
  const wanted = new Map(selectsOf(originals))
  return selectsOf(elements).flatMap(([name, options]) => {
    const expected = wanted.get(name) ?? options
    return options === expected ? [] : [`expected {${name}} to choose among ${expected}, got ${options}`]
  })
}

/** By the name of each selected argument, what it chooses among. */
function selectsOf(elements: Elements): readonly (readonly [string, string])[] {
  return flat(elements).flatMap((element) =>
    element.type === select && 'options' in element
      ? [[element.value, Object.keys(element.options).sort().join(', ')] as const]
      : [],
  )
}

/** The parser's element types, which it exports as an enum from a package of its own. */
const literal = 0
const select = 5
const plural = 6

function flat(elements: Elements): Elements {
  return elements.flatMap((element) =>
    'options' in element ? [element, ...flat(Object.values(element.options).flatMap(({ value }) => value))] : [element],
  )
}
