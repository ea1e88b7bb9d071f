import { describe, expect, it } from 'vitest'
import { findProgramText, programLanguage, programLanguages, programText } from '../../src/domain/programTexts.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'

describe('the texts of a program', () => {
  it('are shown in the language asked for', () => {
    expect(programText(fasttrack, 'de', 'survey.title', { service: 'Teams' })).toBe('Wie lief es mit Teams?')
  })

  it('fall back to the language of the program for a key that is not translated', () => {
    const program = { ...fasttrack, texts: { ...fasttrack.texts, de: {} } }

    expect(programText(program, 'de', 'survey.title', { service: 'Teams' })).toBe('How did it go with Teams?')
  })

  it('keep angle brackets as they are', () => {
    const program = { ...fasttrack, texts: { 'en-US': { 'survey.title': 'Is {service} <ok>?' } } }

    expect(programText(program, 'en-US', 'survey.title', { service: '<b>' })).toBe('Is <b> <ok>?')
  })

  it('are undefined where the program leaves one out', () => {
    expect(findProgramText(fasttrack, 'de', 'survey-thanks.subject')).toBeUndefined()
  })

  it('refuse a key nobody wrote', () => {
    expect(() => programText(fasttrack, 'de', 'question.nobody')).toThrow("fasttrack has no text 'question.nobody'")
  })
})

describe('the language of a program', () => {
  it('[MX-08] is the one asked for when program and pages both have it', () => {
    expect(programLanguage(fasttrack, 'he')).toBe('he')
  })

  it('is the nearest relative', () => {
    const { 'en-GB': _, ...texts } = fasttrack.texts

    expect(programLanguage({ ...fasttrack, texts }, 'en-GB')).toBe('en-US')
  })

  it('[MX-08] is the own language of the program when it lacks the one asked for, so that nothing is mixed', () => {
    const { fr: _, ...texts } = fasttrack.texts
    const program = { ...fasttrack, texts }

    expect(programLanguage(program, 'fr')).toBe('en-US')
    expect(programLanguages(program)).not.toContain('fr')
  })
})
