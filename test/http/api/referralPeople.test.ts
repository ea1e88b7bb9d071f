import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { retentionActivities } from '../../../activities/retention.ts'
import { everythingIn } from '../../support/history.ts'
import { portal } from '../../support/portal.ts'
import { referrals } from '../../support/referrals.ts'
import { digests, disguises, tracesOf } from '../../support/traces.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })

/** Somebody who asked for help, and who reads the letters of a partner as well. @returns the referral and its partner */
async function involved(name: string, country: string) {
  const { partner, refer, offerTo, accept, untilReferral, mail } = referrals(world())
  const email = `${name}@contoso.example`
  const lists = { standard: [email, 'team@partner.example'] }
  const id = await partner(['Teams'], { locations: [country], lists })
  const referral = await refer(['Teams'], { country, language: 'en-US', contact: { name: 'Zephyrine Q', email } })
  await mail(email, 'looking for help')
  return {
    email,
    id,
    referral,
    take: async () => {
      await accept(await offerTo(referral, id))
      await untilReferral(referral, { state: 'assigned' })
      await mail(email, 'Who helps')
    },
  }
}

async function people(act: 'export' | 'erase', email: string) {
  return portal(world(), 'operator').call('POST', `/v1/people/${act}`, { body: { email } })
}

describe('who asks for a referral', () => {
  it('[MX-04] is shown all of it, and is erased while the referral goes on', async () => {
    const { email, id, referral } = await involved('zephyrine', 'CZ')
    const traces = [...disguises(email), ...digests(email), 'Zephyrine Q']

    const { body } = await people('export', email.toUpperCase())
    expect(body.referrals).toMatchObject([
      { id: referral, name: 'Zephyrine Q', customer: 'Contoso', workloads: ['Teams'] },
    ])
    expect(body.referralLists).toMatchObject([{ id }])
    expect(body.letters).toMatchObject([{ about: referral, kind: 'referral-offer' }])
    expect((await people('erase', email)).status).toBe(200)

    expect(await tracesOf(world().db, traces)).toEqual([])
    const { accept, offerTo, untilReferral, mail } = referrals(world())
    await accept(await offerTo(referral, id))
    await untilReferral(referral, { state: 'assigned' })
    await mail('team@partner.example', 'Who helps')
    expect(await tracesOf(world().db, traces)).toEqual([])
    expect(everythingIn(await world().workflow(referral, 'referral').fetchHistory())).not.toContain('ephyrine')
  })

  it('[MX-04] is forgotten when the referral has been closed for as long as contacts are kept', async () => {
    const old = await involved('old', 'SK')
    const young = await involved('young', 'SI')
    await Promise.all([old.take(), young.take()])
    const { db } = world()
    const past = sql<Date>`now() - interval '400 days'`
    await db.updateTable('referrals').set({ closed_at: past }).where('id', '=', old.referral).execute()

    await retentionActivities({ db, config: {} }).expireKept('contacts')

    const left = await db.selectFrom('referral_contacts').select('email').execute()
    expect(left.map(({ email }) => email)).toEqual([young.email])
    const proofs = await db.selectFrom('audit').select('about').where('what', '=', 'expired').orderBy('id').execute()
    expect(proofs.map(({ about }) => about)).toContainEqual({ kind: 'contacts', rows: { referralContacts: 1 } })
  })
})
