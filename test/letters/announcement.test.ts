import { describe, expect, it } from 'vitest'
import { announcementOf } from '../../src/letters/announcement.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { gift } from '../support/gifts.ts'

const program = { ...fasttrack, gift: { ...gift, until: '2027-06-30', excludedCountries: ['IT'] } }

function announced(country: string, now: string): string {
  const customer = { name: 'Contoso', country }
  const about = {
    language: 'en-US',
    partner: 'Northwind',
    customer,
    service: 'Exchange',
    isGiftUsedUp: false,
    now: new Date(now),
  } as const
  return announcementOf(program, about).text
}

describe('an announcement', () => {
  it('[FT-12] tells of the gift while it may be chosen', () => {
    expect(announced('DE', '2027-06-01T00:00:00Z')).toContain('you may choose a virtual gift card worth')
    expect(announced('DE', '2027-07-02T00:00:00Z')).not.toContain('gift')
    expect(announced('IT', '2027-06-01T00:00:00Z')).not.toContain('gift')
  })
})
