import { describe, expect, it } from 'vitest'
import { renderLetter } from '../../src/letters/index.ts'
import { renderMembershipLetter } from '../../src/letters/membership/index.ts'
import { renderReferralLetter } from '../../src/letters/referral/index.ts'
import { engagementSample } from '../../src/local/gallery/engagementSample.ts'
import { membershipSample } from '../../src/local/gallery/membershipSample.ts'
import { referralSample } from '../../src/local/gallery/referralSample.ts'
import { csatIndex } from '../../src/programs/csat-index/program.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { fasttrackReferrals } from '../../src/programs/referrals/program.ts'
import { logo } from '../support/logo.ts'

const brand = { colour: '#8a3ffc', logo }
const site = 'https://plaudit.example'

const letters = {
  fasttrack: () => renderLetter(engagementSample('survey-invitation', { program: { ...fasttrack, brand } })),
  'csat-index': () => renderMembershipLetter(membershipSample('renewal-notice', { program: { ...csatIndex, brand } })),
  'referrals/fasttrack-referrals': () =>
    renderReferralLetter(referralSample('referral-offer', { program: { ...fasttrackReferrals, brand } })),
}

describe.each(Object.entries(letters))('a letter of %s', (id, write) => {
  it('shows the logo of its brand in a size of its own, from an address that is the same for everybody', async () => {
    const { html, text, attachments } = await write()

    expect(html).toContain(
      `<img src="${site}/assets/brand/${id}/1/logo.png" width="32" height="32" alt="" style="display:block"/>`,
    )
    expect(text).not.toContain('logo')
    expect(attachments).toBeUndefined()
  })
})

describe('a letter of a program without a logo', () => {
  it('has no picture', async () => {
    const program = { ...fasttrack, brand: { colour: brand.colour } }

    expect((await renderLetter(engagementSample('survey-invitation', { program }))).html).not.toContain('<img')
  })
})
