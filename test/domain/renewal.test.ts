import { describe, expect, it } from 'vitest'
import { countedFrom, renewalInstant } from '../../src/domain/renewal.ts'
import { lastRenewal, nextRenewal } from '../../src/domain/standing/window.ts'

const berlin = 'Europe/Berlin'
const aDay = 24 * 60 * 60 * 1000

describe('renewals', () => {
  it.each([
    ['2027-04-01', '2027-03-31', '2026-04-01', '2027-04-01', 'the day before'],
    ['2027-04-01', '2027-04-01', '2027-04-01', '2028-04-01', 'its own day is the new year'],
    ['2030-04-01', '2027-04-02', '2027-04-01', '2028-04-01', 'any of them is told'],
    ['2028-02-29', '2029-02-27', '2028-02-29', '2029-02-28', 'before the shorter February'],
    ['2028-02-29', '2029-02-28', '2029-02-28', '2030-02-28', 'on the last day of a shorter February'],
    ['2028-02-29', '2032-02-28', '2031-02-28', '2032-02-29', 'before the next leap day'],
  ])('[CI-09] of %s are, on %s, the last on %s and the next on %s: %s', (renewsOn, today, last, next) => {
    expect([lastRenewal(renewsOn, today), nextRenewal(renewsOn, today)]).toEqual([last, next])
  })

  it('[CI-09] come when their day begins where the partner is', () => {
    const before = new Date('2027-03-31T21:59:59.999Z')
    const after = new Date('2027-03-31T22:00:00Z')
    const renewal = { renewsOn: '2027-04-01', timeZone: berlin }

    expect(renewalInstant(renewal, before)).toEqual(after)
    expect(renewalInstant(renewal, after)).toEqual(new Date('2028-03-31T22:00:00Z'))
  })

  it('come sooner where days are shorter, in proportion', () => {
    const now = new Date('2027-03-22T00:00:00Z')

    const renewal = renewalInstant({ renewsOn: '2027-04-01', timeZone: 'UTC' }, now, aDay / 1000)

    expect(renewal.getTime() - now.getTime()).toBe((10 * aDay) / 1000)
  })
})

describe('the day an anonymous answer counts from', () => {
  it.each<[string, string | null, string, string]>([
    ['2027-03-31T23:59:59.999Z', null, '2027-03-01T00:00:00.000Z', 'the month in UTC'],
    ['2027-03-20T12:00:00Z', '2027-04-01', '2027-03-01T00:00:00.000Z', 'the membership is older'],
    ['2027-04-20T12:00:00Z', '2027-04-15', '2027-04-14T22:00:00.000Z', 'the membership’s year began this month'],
    ['2027-04-14T21:00:00Z', '2027-04-15', '2027-04-01T00:00:00.000Z', 'it begins in an hour'],
    ['2027-03-31T22:00:00Z', '2027-04-01', '2027-03-31T22:00:00.000Z', 'it began this moment, in another month of UTC'],
  ])('[CI-02] given at %s with a renewal on %s is %s: %s', (given, renewsOn, from) => {
    expect(countedFrom(new Date(given), { renewsOn, timeZone: berlin }).toISOString()).toBe(from)
  })
})
