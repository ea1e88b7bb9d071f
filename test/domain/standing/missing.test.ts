import { describe, expect, it } from 'vitest'
import { missingSentence, ownResponseRate } from '../../../src/domain/standing/missing.ts'

describe('what is missing', () => {
  it('[CI-14] is a sentence with the number, the organizations, the day and how many to invite', () => {
    const missing = { what: 'responses', count: 3, organisations: 1, until: '2027-03-31', invite: 12 } as const

    expect(missingSentence('en-US', missing)).toBe(
      '3 responses from at least one more organization by March 31, 2027 (invite about 12 people)',
    )
    expect(missingSentence('de', missing)).toBe(
      '3 Antworten aus mindestens einer weiteren Organisation bis zum 31. März 2027 (laden Sie dazu etwa 12 Personen ein)',
    )
    expect(missingSentence('en-US', { ...missing, count: 1, organisations: 0, until: null, invite: 4 })).toBe(
      '1 response (invite about 4 people)',
    )
  })

  it('[CI-14] goes by the partner’s own response rate once 20 people were asked', () => {
    expect(ownResponseRate({ asked: 19, answered: 19 })).toBeUndefined()
    expect(ownResponseRate({ asked: 20, answered: 0 })).toBeUndefined()
    expect(ownResponseRate({ asked: 20, answered: 8 })).toBe(0.4)
  })
})
