import { describe, expect, it } from 'vitest'
import { evidenceProblems, evidenceTaken, readItem } from '../../src/domain/importedEvidence.ts'
import type { StandingRule } from '../../src/domain/standingRule.ts'

const average: StandingRule = { rule: 'average', measure: 'nsat', above: 80, window: '12 months' }
const count: StandingRule = {
  rule: 'response-count',
  atLeast: 10,
  perOrganisation: 8,
  organisations: 2,
  window: '12 months',
  locations: 'each',
  notices: [],
}
const substitutes = [{ evidence: 'evaluation', competency: 'Learning', atLeast: 10 }] as const
const projects: StandingRule = {
  rule: 'count-above',
  measure: 'mean',
  above: 4.2,
  perOrganisation: 2,
  fiscalYearStartsOn: '02-01',
}

describe('the evidence a program takes from elsewhere', () => {
  it.each([
    ['nothing, if it says nothing', { standing: average }, []],
    ['what it names', { standing: average, evidence: ['survey-result' as const] }, ['survey-result']],
    ['what may take the place of answers', { standing: { ...count, substitutes: [...substitutes] } }, ['evaluation']],
  ])('[PV-02] is %s', (_what, program, kinds) => {
    expect(evidenceTaken(program)).toEqual(kinds)
    expect(evidenceProblems(program)).toEqual([])
  })

  it('[CI-12] must be of a kind that its standing counts', () => {
    expect(evidenceProblems({ standing: projects, evidence: ['survey-result'] })).toMatchObject([
      { field: '/evidence/0' },
    ])
    expect(evidenceProblems({ standing: count, evidence: ['survey-result', 'evaluation'] })).toMatchObject([
      { field: '/evidence/1', got: 'evaluation' },
    ])
  })
})

describe('a row of an import', () => {
  const good = { id: 'q-1', at: '2026-11-20', organisation: 'contoso', value: '3', email: 'ada@contoso.example' }
  const now = new Date('2026-11-26T12:00:00Z')
  const survey = {
    program: { standing: average, score: { measure: 'nsat', question: 'q' } },
    kind: 'survey-result',
    now,
  } as const

  function read(row: object, kind: 'survey-result' | 'evaluation' = 'survey-result', timeZone = 'UTC') {
    return readItem({ ...good, ...row }, { ...survey, kind, timeZone })
  }

  it('[PV-02] is read as spreadsheets write it; a day begins where the partner is', () => {
    expect(read({}, 'survey-result', 'Europe/Berlin')).toEqual({
      item: {
        id: 'q-1',
        at: new Date('2026-11-19T23:00:00Z'),
        organisation: 'contoso',
        value: 3,
        email: 'ada@contoso.example',
      },
    })
    expect(read({ organisation: '', email: undefined })).toMatchObject({ item: { organisation: null, email: null } })
    expect(read({ value: '' }, 'evaluation')).toMatchObject({ item: { value: null } })
    expect(read({ value: 87.5 }, 'evaluation')).toMatchObject({ item: { value: 87.5 } })
  })

  it.each([
    ['id', ''],
    ['id', 'x'.repeat(101)],
    ['id', '=cmd()'],
    ['at', 'last week'],
    ['at', ''],
    ['at', '2026-11-27'],
    ['at', '2026-02-30'],
    ['organisation', '=HYPERLINK("https://evil.example")'],
    ['value', '5'],
    ['value', '0'],
    ['value', '2.5'],
    ['value', 'very'],
    ['value', ''],
    ['email', 'nobody'],
  ])('[PV-02] is refused by field and reason when %s is %j', (field, value) => {
    const reading = read({ [field]: value })

    expect(reading).toMatchObject({ problems: [{ field }] })
    expect('problems' in reading && reading.problems[0]?.reason).toMatch(/^expected .+, got /)
  })
})
