import { describe, expect, it } from 'vitest'
import { textOf, visitor } from '../support/console.ts'
import { referrals } from '../support/referrals.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })
const { get } = visitor(world)

/** A referral in Luxembourg that one partner declined, one does not speak the language for, and one is not there for. */
async function arrange() {
  const { partner, refer, offerTo, decline, untilReferral } = referrals(world())
  const fits = await partner(['Teams'], { locations: ['LU'], capacity: 3 })
  const speaksFrench = await partner(['Teams'], { locations: ['LU'], languages: ['fr'] })
  const elsewhere = await partner(['Teams'], { locations: ['AT'] })
  const referral = await refer(['Teams'], { country: 'LU' })
  await decline(await offerTo(referral, fits), 'expertise')
  await untilReferral(referral, { state: 'unmatched' })
  return { fits, speaksFrench, elsewhere, referral }
}

let made: ReturnType<typeof arrange> | undefined
async function arranged() {
  made ??= arrange()
  return made
}

describe('the page of a referral', () => {
  it('[RF-02] says who was asked, by how many partners each criterion was not met, and who came nearest', async () => {
    const { fits, referral } = await arranged()
    const { status, body } = await get(`/console/referrals/${referral}`, 'owner')

    expect(status).toBe(200)
    expect(textOf(body)).toMatch(new RegExp(`Partner ${fits} Teams The only one that can Declined not their field`))
    expect(textOf(body)).toMatch(
      /of whom failed by: endorsement 1 · location 1 · language 1 · asked before 1\. Nearest first/,
    )
    expect(textOf(body)).toContain(`Partner ${fits} Not met: endorsement, asked before 1 None`)
  })

  it('[RF-02] answers "why not us?" for every partner, page by page', async () => {
    const { fits, speaksFrench, elsewhere, referral } = await arranged()
    const { call } = referrals(world())
    const { body } = await get(`/console/referrals/${referral}/considered`, 'operator')
    const page = await call('GET', `/v1/referrals/${referral}/considered`)
    const [first] = [fits, speaksFrench, elsewhere].sort()
    const rest = await call('GET', `/v1/referrals/${referral}/considered?cursor=${first}`)

    expect(textOf(body)).toContain(`Partner ${speaksFrench} Not met: language`)
    expect(textOf(body)).toContain(`Partner ${elsewhere} Not met: location`)
    expect(page.body).toMatchObject({ considered: [{}, {}, {}], cursor: null })
    expect(rest.body).toMatchObject({ considered: [{}, {}], cursor: null })
  })

  it('[MX-09] tells a partner nothing of the others', async () => {
    const { referral } = await arranged()
    expect((await get(`/console/referrals/${referral}`, 'partner')).status).toBe(404)
    expect((await get(`/console/referrals/${referral}/considered`, 'partner')).status).toBe(403)
  })
})

describe("the page of a partner's referrals", () => {
  it('[RF-05] [RF-06] [RF-07] says what it is asked for and how many offers it accepts', async () => {
    const { fits } = await arranged()
    await referrals(world()).call('POST', `/v1/partners/${fits}/pause`)

    const text = textOf((await get(`/console/partners/${fits}/referrals`, 'operator')).body)

    expect(text).toContain('0% of one offer accepted.')
    expect(text).toContain('Missing: 4 acceptances in a row.')
    expect(text).toMatch(/Paused until .+: it gets no referrals; open offers stay answerable\./)
    expect(text).toMatch(/Teams Modern Work until/)
    expect(text).toContain('Offers at a time 3')
  })

  it('[MX-09] is not there for others, nor where the partner takes no part', async () => {
    const { fits } = await arranged()
    expect((await get(`/console/partners/${fits}/referrals`, 'partner')).status).toBe(404)
    expect((await get('/console/partners/fabrikam/referrals', 'operator')).status).toBe(404)
  })
})
