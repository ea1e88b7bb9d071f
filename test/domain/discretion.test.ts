import { describe, expect, it } from 'vitest'
import { discreetStatus, isUntelling } from '../../src/domain/discretion.ts'
import { invitationStatuses } from '../../src/domain/engagement.ts'

describe('what is told where nobody may learn who answered', () => {
  it.each([
    ['opened', {}, true],
    ['fact.completed', {}, true],
    ['letter.survey-invitation', { to: 'contact', recipient: 'ctc_1' }, false],
    ['letter.contact-request', { to: 'partner', recipient: 'partner' }, true],
    ['letter.survey-invitation', {}, false],
    ['answered', { contact: 'ctc_1' }, false],
    ['declined', { contact: 'ctc_1' }, false],
    ['opted-out', {}, false],
    ['resent', { to: ['ctc_1'] }, false],
    ['whatever comes to be', {}, false],
  ])('[CI-02] is of %s %j: %s', (what, about, isTold) => {
    expect(isUntelling({ what, about })).toBe(isTold)
  })

  it('[CI-02] is the same of everybody a letter reached, whatever they did', () => {
    const silent = discreetStatus({ status: 'invited', isSent: true }, { surveyEligible: true })
    for (const status of ['answered', 'declined', 'opted-out', 'reminded', 'unconfirmed'] as const) {
      expect(discreetStatus({ status, isSent: true }, { surveyEligible: true })).toBe(silent)
    }
  })

  it('[CI-02] is never what somebody did after a letter', () => {
    const told = invitationStatuses.map((status) => discreetStatus({ status, isSent: true }, { surveyEligible: true }))

    expect(new Set(told)).toEqual(new Set(['invited', 'bounced', 'deferred']))
  })

  it.each([
    [{ status: 'answered', isSent: true }, undefined, 'erased'],
    [{ status: 'answered', isSent: true }, { surveyEligible: false }, 'not-eligible'],
    [{ status: 'bounced', isSent: true }, { surveyEligible: true }, 'bounced'],
    [{ status: 'deferred', isSent: false }, { surveyEligible: true }, 'deferred'],
    [{ status: 'named', isSent: false }, { surveyEligible: true }, 'named'],
    [{ status: 'answered', isSent: false }, { surveyEligible: true }, 'named'],
  ] as const)('[CI-02] of %j and %j is %s, which the partner itself brought about', (invitation, contact, shown) => {
    expect(discreetStatus(invitation, contact)).toBe(shown)
  })
})
