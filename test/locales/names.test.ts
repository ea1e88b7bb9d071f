import { describe, expect, it } from 'vitest'
import { longDate } from '../../src/locales/dates.ts'
import { message } from '../../src/locales/index.ts'
import { ownName } from '../../src/locales/languageNames.ts'
import { listOf, namesIn } from '../../src/locales/lists.ts'
import { nameIn, plainName } from '../../src/locales/names.ts'

describe('a name from outside', () => {
  it('stays as it is in a sentence of its own direction', () => {
    expect(nameIn('de', 'Contoso Ltd.')).toBe('Contoso Ltd.')
  })

  it('is isolated in a Hebrew sentence, so that its full stop stays with it', () => {
    expect(nameIn('he', 'Contoso Ltd.')).toBe('\u2068Contoso Ltd.\u2069')
  })

  it('is isolated in an English sentence when it is Hebrew', () => {
    expect(nameIn('en-US', 'נורת׳ווינד')).toBe('\u2068נורת׳ווינד\u2069')
  })

  it('loses line breaks and characters that turn the direction of the text', () => {
    expect(plainName(' Contoso\r\nBcc:\u2028 eve\u202egnp \u2069 ')).toBe('Contoso Bcc: evegnp')
  })
})

describe('a language', () => {
  it('is shown in its own words', () => {
    expect((['en-US', 'de', 'he'] as const).map((language) => ownName(language, ['en-US', 'de', 'he']))).toEqual([
      'English',
      'Deutsch',
      'עברית',
    ])
  })

  it('names its region beside a sibling', () => {
    expect(ownName('en-GB', ['en-US', 'en-GB'])).toBe('English (United Kingdom)')
  })

  it('counts in its own plurals', () => {
    const days = [1, 2, 7].map((count) => message('he', 'form.problems', { count }))

    expect(days).toEqual(['יש לבדוק תשובה אחת', 'יש לבדוק שתי תשובות', 'יש לבדוק 7 תשובות'])
  })

  it('counts the first day of a month where its people do', () => {
    const [first, later] = [new Date('2026-12-01T12:00:00Z'), new Date('2026-12-21T12:00:00Z')]

    expect([longDate('fr', first), longDate('pt-BR', first)]).toEqual(['1er décembre 2026', '1º de dezembro de 2026'])
    expect(longDate('fr', later)).toBe('21 décembre 2026')
  })

  it('writes a day in UTC, whatever the clock of the machine', () => {
    const lateEvening = new Date('2026-12-01T23:59:59Z')

    expect([longDate('en-US', lateEvening), longDate('de', lateEvening), longDate('he', lateEvening)]).toEqual([
      'December 1, 2026',
      '1. Dezember 2026',
      '1 בדצמבר 2026',
    ])
  })
})

describe('a list', () => {
  it('keeps names apart from a Thai or Chinese word between them, and from the words of its sentence', () => {
    expect(listOf('th', ['Exchange', 'Teams', 'Intune'])).toBe('Exchange Teams และ Intune')
    expect(listOf('zh-Hans', ['Exchange', 'Teams'])).toBe('Exchange 和 Teams')
    expect(listOf('he', ['Exchange', 'Teams'])).toBe('Exchange ו-Teams')
    expect(namesIn('he', ['Exchange'])).toBe(nameIn('he', 'Exchange'))
  })
})
