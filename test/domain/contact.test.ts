import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readContact } from '../../src/domain/contact.ts'
import { type ContactField, contactFields, gdprFields } from '../../src/domain/vocabulary.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'

const row = {
  firstName: 'Ada',
  lastName: 'Byron',
  email: 'ada@contoso.example',
  country: 'DE',
  surveyEligible: 'yes',
  surveyLanguage: 'de',
  service: 'Exchange',
}

const now = new Date('2026-11-26T12:00:00Z')
const about = { program: fasttrack, service: 'Exchange', now, timeZone: 'Europe/Berlin' }
const read = (changed: Readonly<Record<string, unknown>>) => readContact({ ...row, ...changed }, about)

/** What a field is read as; undefined when it is refused. */
function readField(field: ContactField, written: unknown): unknown {
  const reading = read({ [field]: written })
  return 'contact' in reading ? reading.contact[field] : undefined
}

function refused(changed: Readonly<Record<string, unknown>>): readonly string[] {
  const reading = read(changed)
  return 'problems' in reading ? reading.problems.map(({ field }) => field) : []
}

describe('a contact', () => {
  it('[FT-06] is read from a complete row', () => {
    expect(read({})).toEqual({
      contact: {
        ...row,
        surveyEligible: true,
        surveyLanguage: 'de',
        consentAt: '',
        consentSource: '',
        role: 'primary',
      },
    })
  })

  it.each(gdprFields)('[FT-06] is refused without %s, which is named', (field) => {
    for (const empty of [undefined, null, '', '   ', '\t', '\u00a0'])
      expect(refused({ [field]: empty })).toEqual([field])
  })

  it('[FT-06] is refused with every field that is wrong, each with what was expected and what came', () => {
    expect(read({ email: 'ada', country: 'Atlantis', surveyEligible: 'perhaps' })).toEqual({
      problems: [
        { field: 'email', reason: "expected an email address such as ada@example.com, got 'ada'" },
        { field: 'country', reason: "expected an ISO 3166 country such as 'DE', 'DEU' or 'Germany', got 'Atlantis'" },
        { field: 'surveyEligible', reason: "expected yes or no ('y', 'n', 'true', 'false', '1', '0'), got 'perhaps'" },
      ],
    })
  })

  it('needs no more than what its program asks for, and always an address', () => {
    const program = { ...fasttrack, contacts: { ...fasttrack.contacts, fields: ['email' as const] } }

    expect(readContact({ email: 'ada@contoso.example' }, { ...about, program })).toMatchObject({
      contact: { firstName: '', country: '', surveyEligible: true, surveyLanguage: 'en-US', service: 'Exchange' },
    })
    expect(readContact({}, { ...about, program })).toMatchObject({ problems: [{ field: 'email' }] })
  })

  it.each([
    true,
    'y',
    'Yes',
    'YES ',
    'x',
    'X',
    '1',
    1,
    'true',
    'TRUE',
    'ja',
    'Oui',
    'sí',
    'si\u0301',
    'da',
    'ano',
    'igen',
    'kyllä',
    'evet',
    'WAHR',
    'כן',
    'はい',
    '是',
    '예',
    'ναι',
    'да',
  ])('[FT-06] may be asked when %j is written', (written) => expect(readField('surveyEligible', written)).toBe(true))

  it.each([
    false,
    'n',
    'No',
    'NO',
    '0',
    0,
    'false',
    'FALSCH',
    'nein',
    'Non',
    'não',
    'nej',
    'ne',
    'nem',
    'ei',
    'hayır',
    'HAYIR',
    'tidak',
    'לא',
    'いいえ',
    '否',
    '아니요',
    'όχι',
    'нет',
  ])('[FT-06] may not be asked when %j is written', (written) =>
    expect(readField('surveyEligible', written)).toBe(false),
  )

  it.each(['maybe', '2', -1, 'yes no', 'yes?', '-', 'n/a', [], ['yes'], {}, 'constructor'])(
    '[FT-06] is refused when %j stands for yes or no',
    (written) => expect(refused({ surveyEligible: written })).toEqual(['surveyEligible']),
  )

  it.each([
    ['DE', 'DE'],
    ['de', 'DE'],
    ['DEU', 'DE'],
    ['deu', 'DE'],
    ['Germany', 'DE'],
    ['germany', 'DE'],
    [' Germany ', 'DE'],
    ['USA', 'US'],
    ['United States of America', 'US'],
    ['UK', 'GB'],
    ['United Kingdom', 'GB'],
    ['South Korea', 'KR'],
    ['Czech Republic', 'CZ'],
    ['Türkiye', 'TR'],
    ['Ivory Coast', 'CI'],
    ['The Netherlands', 'NL'],
  ])('[FT-06] lives in %s, which is %s', (written, code) => {
    expect(readField('country', written)).toBe(code)
  })

  it.each(['XX', 'ZZZ', 'D', '49', 276, 'Europe', 'DE, FR', 'constructor', '__proto__', 'toString'])(
    '[FT-06] does not live in %j',
    (written) => expect(refused({ country: written })).toEqual(['country']),
  )

  it.each([
    ['de', 'de'],
    ['DE', 'de'],
    ['en-us', 'en-US'],
    ['pt_BR', 'pt-BR'],
    ['zh-hant', 'zh-Hant'],
    ['en', 'en-US'],
  ])('[CI-03] reads the language %s as %s', (written, language) => {
    expect(readField('surveyLanguage', written)).toBe(language)
  })

  it.each(['xx', 'German?', 34])('[CI-03] is refused in the language %j', (written) => {
    expect(refused({ surveyLanguage: written })).toEqual(['surveyLanguage'])
  })

  it('[FT-06] is named for the subject of the engagement and no other', () => {
    expect(readField('service', ' exchange ')).toBe('Exchange')
    expect(refused({ service: 'Teams' })).toEqual(['service'])
  })
})

describe('the address of a contact', () => {
  it.each([
    'ada@contoso.example',
    'ADA@Contoso.Example',
    'a+b@x.co',
    "o'hara@x.ie",
    'a@sub.domain.museum',
    'x@xn--bcher-kva.example',
  ])('may be %s', (written) => expect(readField('email', written)).toBe(written))

  it.each([
    'ada',
    'ada@',
    '@contoso.example',
    'ada@contoso',
    'ada@contoso.e',
    'ada contoso@x.de',
    'ada@con toso.de',
    'Ada <ada@x.de>',
    'ada@x.de, dan@x.de',
    'ada@x.de;',
    'mailto:ada@x.de',
    'a..b@x.de',
    '.a@x.de',
    'ada@x..de',
    'ada@-x.de',
    `${'a'.repeat(250)}@x.de`,
    'ada@x.de\nBcc: all@x.de',
    'ada@x.de\0',
    '=1+1@x.de',
    '+1@x.de',
    '@SUM@x.de',
  ])('is refused as %j', (written) => expect(refused({ email: written })).toEqual(['email']))
})

describe('the name of a contact', () => {
  it.each([
    'Ada',
    "O'Hara",
    'Jean-Luc',
    'María José',
    'Nguyễn',
    '李',
    'Ólafur',
    'Müller-Lüdenscheidt',
    'X Æ A-12',
    'van der Berg',
    'יוסי',
    '-',
    'D’Arcy',
    'Mc\u00a0Donald',
    '😀',
    'می\u200cنا',
    'ශ්\u200dරී',
  ])('may be %s', (written) => expect(readField('firstName', written)).toBe(written))

  it('is the same however its accents are composed', () => {
    expect(readField('lastName', 'Zoe\u0308')).toBe('Zoë')
  })

  it.each([
    ['a line break', 'Ada\nBcc: x@y.example'],
    ['a carriage return', 'Ada\r'.concat('x')],
    ['a NUL', 'A\0da'],
    ['a bell', 'A\u0007da'],
    ['an override of the direction', '\u202eadA'],
    ['an isolate of the direction', 'A\u2067da'],
    ['a line separator', 'A\u2028da'],
    ['half a surrogate pair', 'A\ud83d'.concat('a')],
    ['more than 100 characters', 'a'.repeat(101)],
    ['a formula', '=HYPERLINK("https://evil.example","Ada")'],
    ['a formula with a sign', '+49 170 1234567'],
    ['a formula of old', '@SUM(A1:A9)'],
    ['a formula behind a tab', '\t=1+1'],
  ])('[FT-06] is refused with %s', (_, written) => {
    expect(refused({ firstName: written })).toEqual(['firstName'])
    expect(refused({ lastName: written })).toEqual(['lastName'])
  })

  it('is quoted in the reason without what could mislead its reader', () => {
    const reading = read({ firstName: '\u202e\0=1\n2' })

    expect(JSON.stringify(reading)).toMatch(/, got '=1 2'"/)
  })
})

describe('any row', () => {
  it('[FT-06] is a contact or names its fields, and never breaks', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.anything({ maxDepth: 1 }),
      fc.constantFrom(...Object.values(row)),
    )
    const rows = fc.record(Object.fromEntries(contactFields.map((field) => [field, cell])), { requiredKeys: [] })
    fc.assert(
      fc.property(rows, (written) => {
        const reading = readContact(written, about)
        const reasons = 'contact' in reading ? ['none'] : reading.problems.map(({ reason }) => reason)
        expect(reasons.every((reason) => reason.length > 0 && reason.length < 500)).toBe(true)
        expect(reasons).not.toHaveLength(0)
      }),
    )
  })

  it('that was accepted reads the same again', () => {
    const names = fc.string({ unit: 'grapheme', minLength: 1 })
    fc.assert(
      fc.property(names, names, (firstName, lastName) => {
        const reading = read({ firstName, lastName })
        fc.pre('contact' in reading)
        expect(readContact(reading.contact, about)).toEqual(reading)
      }),
    )
  })
})
