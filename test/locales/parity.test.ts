import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import enUS from '../../src/locales/en-US.json' with { type: 'json' }
import { messagesIn } from '../../src/locales/index.ts'
import { type Language, languages } from '../../src/locales/languages.ts'
import { parityProblems } from '../../src/locales/parity.ts'
import { programs } from '../../src/programs/index.ts'

type Texts = Readonly<Record<string, string>>

/** Everything that is said in a language: our own messages, and what each program says. */
function saidIn(language: Language): readonly (readonly [key: string, text: string])[] {
  const own: Texts = messagesIn(language)
  return [own, ...programs.map(({ texts }) => texts[language] ?? {})].flatMap((texts) => Object.entries(texts))
}

describe('the messages', () => {
  it('[CI-03] are there in the 34 languages, and in no other', () => {
    const files = readdirSync(new URL('../../src/locales', import.meta.url)).filter((file) => file.endsWith('.json'))

    expect(files.filter((file) => file !== 'notes.json').sort()).toEqual(languages.map((one) => `${one}.json`).sort())
  })

  it.each(languages)('[MX-08] have the keys, arguments and plural forms of the original in %s', (language) => {
    expect(parityProblems(enUS, language, messagesIn(language))).toEqual([])
  })
})

describe.each(programs)('the texts of $name', ({ texts, language: original }) => {
  it.each(languages)('[CI-03, MX-08] have the keys and arguments of the original in %s', (language) => {
    expect(parityProblems(texts[original] ?? {}, language, texts[language] ?? {})).toEqual([])
  })
})

describe.each(languages)('what is said in %s', (language) => {
  it('holds no markup, no straight quotation mark, and no name that would end a sentence twice', () => {
    const suspicious = /[<>'"]|\{(partner|customer|name|sender)\}[.。]/

    expect(saidIn(language).filter(([, text]) => suspicious.test(text))).toEqual([])
  })

  it('[MX-08] fits a mailbox: a subject has at most 78 characters beside what is put into it', () => {
    const subjects = saidIn(language).filter(([key, text]) => key.endsWith('.subject') && !text.includes(', select,'))

    expect(subjects.filter(([, text]) => text.replace(/\{[^{}]*\}/g, '').length > 78)).toEqual([])
  })

  it('writes the percent sign where the language has it', () => {
    const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(0.5)
    const written = saidIn(language).flatMap(
      ([, text]) => text.match(/%\s*\{\w+, number\}|\{\w+, number\}\s*%/gu) ?? [],
    )

    expect(new Set(written.map((one) => one.replace(/\{.*\}/u, '50')))).toEqual(new Set([percent]))
  })

  it('quotes the words it means', () => {
    const { 'form.voluntary': voluntary, 'question.required': required } = messagesIn(language)
    const intro = programs.find(({ id }) => id === 'partner-csat')?.texts[language]?.['survey.intro']

    expect(voluntary).toContain(required.replace(/[()（）]/g, ''))
    expect(intro).toContain(messagesIn(language)['question.not-applicable'])
  })
})

describe.each(languages.filter((language) => !language.startsWith('en')))('what is said in %s', (language) => {
  it('[MX-08] has nothing left in English', () => {
    const english = new Set(saidIn('en-US').map(([, text]) => text))
    const words = /\b(the|and|your|please|this|will|answers?|survey)\b/i
    const left = saidIn(language).filter(([, text]) => {
      const shown = text.replace(/\{[^{}]*/g, '')
      return words.test(shown) || (english.has(text) && /[a-z]+ [a-z]+/.test(shown))
    })

    expect(left).toEqual([])
  })
})

describe('the parity check', () => {
  const original = { greeting: 'Hello {name}', count: '{n, plural, one {# day} other {# days}}' }

  it.each([
    ['a missing key', { greeting: 'Hallo {name}' }, 'de count: missing'],
    ['a key too many', { ...original, more: 'Mehr' }, 'de more: no such key in the original'],
    [
      'another argument',
      { ...original, greeting: 'Hallo {nam}' },
      'de greeting: expected the arguments {name}, got {nam}',
    ],
    [
      'a missing plural form',
      { ...original, count: '{n, plural, other {# Tage}}' },
      "de count: the plural of {n} lacks 'one'",
    ],
    ['a broken message', { ...original, greeting: 'Hallo {name' }, 'de greeting: not an ICU message'],
  ])('finds %s', (_, translation, problem) => {
    expect(parityProblems(original, 'de', translation)).toEqual([problem])
  })

  it('finds another choice', () => {
    const problem = 'de which: expected {n} to choose among a, other, got b, other'
    expect(
      parityProblems({ which: '{n, select, a {A} other {O}}' }, 'de', { which: '{n, select, b {B} other {O}}' }),
    ).toEqual([problem])
  })

  it('knows that Hebrew has a dual', () => {
    expect(parityProblems(original, 'he', original)).toEqual(["he count: the plural of {n} lacks 'two'"])
  })
})
