import { describe, expect, it } from 'vitest'
import { direction, languages, nearestLanguage, parseLanguage } from '../../src/locales/languages.ts'

describe('the survey languages', () => {
  it('[CI-03] are 34, one of them written from right to left', () => {
    expect(new Set(languages).size).toBe(34)
    expect(languages.filter((language) => direction(language) === 'rtl')).toEqual(['he'])
  })

  it.each(languages)('[CI-03] name %s in any case, and with an underscore', (language) => {
    expect(parseLanguage(language)).toBe(language)
    expect(parseLanguage(` ${language.toUpperCase()} `)).toBe(language)
    expect(parseLanguage(language.replace('-', '_').toLowerCase())).toBe(language)
  })

  it.each([
    ['en', 'en-US'],
    ['pt', 'pt-PT'],
    ['es', 'es-ES'],
    ['zh-TW', 'zh-Hant'],
    ['no', 'nb'],
    ['iw', 'he'],
  ])('read a bare %s as %s', (written, language) => {
    expect(parseLanguage(written)).toBe(language)
  })

  it.each(['', 'xx', 'tlh', 'en-US-x', 'deutsch'])('do not know %j', (written) => {
    expect(parseLanguage(written)).toBeUndefined()
  })
})

it('the survey languages do not include built-in names of JavaScript', () => {
  expect(parseLanguage('constructor')).toBeUndefined()
})

describe('the nearest language', () => {
  it.each([
    ['de', ['de', 'en-US'], 'de'],
    ['en-GB', ['de', 'en-US'], 'en-US'],
    ['es-419', ['es-ES', 'en-US'], 'es-ES'],
    ['pt-BR', ['pt-PT', 'pt-BR'], 'pt-BR'],
    ['zh-Hant', ['zh-Hans'], 'zh-Hans'],
    ['ja', ['de', 'en-US'], 'he'],
    ['ja', [], 'he'],
  ] as const)('[MX-08] to %s among %j is %s', (wanted, available, expected) => {
    expect(nearestLanguage(wanted, available, 'he')).toBe(expected)
  })
})
