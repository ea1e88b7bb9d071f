import { describe, expect, it } from 'vitest'
import { readContact } from '../../src/domain/contact.ts'
import { contactFields } from '../../src/domain/vocabulary.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'

const now = new Date('2026-11-26T12:00:00Z')
const consenting = { ...fasttrack, contacts: { ...fasttrack.contacts, fields: [...contactFields] } }
const row = {
  firstName: 'Ada',
  lastName: 'Byron',
  email: 'ada@contoso.example',
  country: 'DE',
  surveyEligible: 'yes',
  surveyLanguage: 'de',
  service: 'Exchange',
}

function read(consent: object, { program = consenting, timeZone = 'Europe/Berlin' } = {}) {
  const reading = readContact({ ...row, ...consent }, { program, service: 'Exchange', now, timeZone })
  return 'contact' in reading
    ? { at: reading.contact.consentAt, source: reading.contact.consentSource }
    : { refused: reading.problems.map(({ field }) => field) }
}

describe('a consent', () => {
  it.each([
    ['2026-11-20', '2026-11-19T23:00:00.000Z'],
    ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T10:00:00+02:00', '2026-11-20T08:00:00.000Z'],
    ['2026-11-26', '2026-11-25T23:00:00.000Z'],
    ['2026-11-26T12:00:00Z', '2026-11-26T12:00:00.000Z'],
  ])('[PC-02] of %s is read as %s, where the partner is', (consentAt, at) => {
    expect(read({ consentAt, consentSource: 'contract 7' })).toEqual({ at, source: 'contract 7' })
  })

  it.each([
    '',
    '2026-11-27',
    '2026-11-26T12:00:01Z',
    '20.11.2026',
    '2026-02-30',
    'yes',
    '2026-11-20T25:00:00Z',
    '2026',
  ])('[PC-02] of %j is refused: nobody can know when it was, or it has not been yet', (consentAt) =>
    expect(read({ consentAt, consentSource: 'contract 7' })).toEqual({ refused: ['consentAt'] }),
  )

  it('[PC-02] may be told on its own day where the day has begun, and not where it has not', () => {
    const told = { consentAt: '2026-11-27', consentSource: 'by phone' }

    expect(read(told, { timeZone: 'Pacific/Kiritimati' })).toMatchObject({ at: '2026-11-26T10:00:00.000Z' })
    expect(read(told, { timeZone: 'UTC' })).toEqual({ refused: ['consentAt'] })
  })

  it.each(['', '=HYPERLINK("x")', 'x'.repeat(201), 'a\u202eb'])(
    '[CI-06] without a readable source is refused: %j',
    (source) =>
      expect(read({ consentAt: '2026-11-20', consentSource: source })).toEqual({ refused: ['consentSource'] }),
  )

  it('[PC-02] that is missing is named with both its fields, where the program requires it', () => {
    expect(read({})).toEqual({ refused: ['consentAt', 'consentSource'] })
    expect(read({}, { program: fasttrack })).toEqual({ at: '', source: '' })
  })

  it('[CI-06] that is told in half proves nothing, even where none is required', () => {
    expect(read({ consentSource: 'by phone' }, { program: fasttrack })).toEqual({ refused: ['consentAt'] })
  })
})
