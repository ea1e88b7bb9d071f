import { describe, expect, it } from 'vitest'
import de from '../../src/locales/de.json' with { type: 'json' }
import enUS from '../../src/locales/en-US.json' with { type: 'json' }
import he from '../../src/locales/he.json' with { type: 'json' }
import { completeLanguages } from '../../src/locales/index.ts'
import { parityProblems } from '../../src/locales/parity.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'

const locales = { 'en-US': enUS, de, he } as const

describe('locales', () => {
  it('are the three that are complete', () => {
    expect([...completeLanguages].sort()).toEqual(Object.keys(locales).sort())
  })

  it.each(completeLanguages)('[MX-08] have the keys, arguments and plural forms of the original in %s', (language) => {
    const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = locales

    expect(parityProblems(enUS, language, texts[language] ?? {})).toEqual([])
  })

  it.each(Object.entries(locales))('hold no markup and no name that would end a sentence twice in %s', (_, texts) => {
    const suspicious = Object.values(texts).filter((text) => /[<>]|\{(partner|customer|name)\}\./.test(text))

    expect(suspicious).toEqual([])
  })
})

describe('the texts of FastTrack', () => {
  it.each(['de', 'he'] as const)('[MX-08] have the keys and arguments of the original in %s', (language) => {
    expect(parityProblems(fasttrack.texts['en-US'] ?? {}, language, fasttrack.texts[language] ?? {})).toEqual([])
  })

  it.each(['de', 'he'] as const)('are translated in %s', (language) => {
    const original = fasttrack.texts['en-US'] ?? {}
    const same = Object.entries(fasttrack.texts[language] ?? {}).filter(([key, text]) => original[key] === text)

    expect(same).toEqual([])
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

  it('knows that Hebrew has a dual', () => {
    expect(parityProblems(original, 'he', original)).toEqual(["he count: the plural of {n} lacks 'two'"])
  })
})
