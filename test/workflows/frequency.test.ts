import { describe, expect, it } from 'vitest'
import { advanceDeferrals } from '../../src/db/calendar.ts'
import { ledger, person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

/** Days of 50 ms: somebody who was asked is left in peace for four and a half seconds. */
const world = useWorld({ day: '50ms', interval: '90 days' })
const interval = 90 * 50
const calendar = { day: 50, interval }

describe('a contact who was asked not long ago', () => {
  it('[PV-01] is asked on the first allowed day, and the partner sees the day', async () => {
    const { until, name } = portal(world())
    const { letters } = ledger(world())
    const first = await ready('first')
    await name(first, [person('busy')])
    await until(first, { invitations: { invited: 1 } })
    const second = await ready('second')

    await name(second, [person('busy')])

    const shown = await until(second, { stage: 'survey', waitingFor: { what: 'allowed-day', owedBy: 'nobody' } })
    expect(shown.invitations).toEqual({ deferred: 1 })
    expect(Date.parse(shown.waitingFor.until) - (await askedAt(first))).toBe(interval)
    expect(await deferredUntil(second)).toBe(shown.waitingFor.until)
    expect(await letters(second)).not.toContain('survey-invitation to busy: sent')
    await until(second, { invitations: { invited: 1 }, waitingFor: { what: 'answers', owedBy: 'customer' } })
    expect((await askedAt(second)) - (await askedAt(first))).toBeGreaterThanOrEqual(interval)
  })

  it('[PV-01] waits no longer when whoever came before is gone', async () => {
    const { until, name, call } = portal(world())
    const asked = await ready('asked')
    await name(asked, [person('wanted')])
    await until(asked, { invitations: { invited: 1 } })
    const [next, last] = [await ready('next'), await ready('last')]
    await name(next, [person('wanted')])
    await until(next, { invitations: { deferred: 1 } })
    await name(last, [person('wanted')])
    await until(last, { invitations: { deferred: 1 } })
    const before = Date.parse((await deferredUntil(last)) ?? '')

    await call('POST', `/v1/engagements/${next}/terminate`, {})
    await until(next, { outcome: 'terminated' })

    expect(await advanceDeferrals(world().db, calendar, { limit: 100 })).toBe(1)
    expect(before - Date.parse((await deferredUntil(last)) ?? '')).toBeGreaterThanOrEqual(interval - 1)
    await until(last, { invitations: { invited: 1 } })
    expect((await askedAt(last)) - (await askedAt(asked))).toBeLessThan(2 * interval)
    expect(await advanceDeferrals(world().db, calendar, { limit: 100 })).toBe(0)
  })

  it('[PV-01] is never asked by two engagements that ask at the same moment', async () => {
    const { until, name } = portal(world())
    const ids = await Promise.all(['one', 'two', 'three', 'four'].map((id) => ready(id)))

    await Promise.all(ids.map((id) => name(id, [person('popular')])))

    for (const id of ids) await until(id, { stage: 'survey' })
    const shown = await Promise.all(ids.map((id) => portal(world()).see(id)))
    const counts = shown.map((engagement) => engagement.invitations)
    expect(counts.filter((count) => count.deferred)).toHaveLength(3)
    for (const id of ids) await expect.poll(() => askedAt(id), { timeout: 40_000 }).toBeGreaterThan(0)
    const times = (await Promise.all(ids.map(askedAt))).toSorted((a, b) => a - b)
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(interval)
    expect(Math.max(...gaps)).toBeLessThan(interval + 2_000)
  })

  it('[PV-01] is left in peace after a reference request that a portal reported', async () => {
    const { report, until, name } = portal(world())
    const id = await ready('reference')
    const reference = { type: 'requested', purpose: 'reference', email: 'Referee@contoso.example', eventId: 'r-1' }
    const at = new Date().toISOString()

    expect((await report(id, { ...reference, at })).status).toBe(202)
    expect((await report(id, { ...reference, at })).status).toBe(200)
    expect((await report(id, { ...reference, at, email: 'other@contoso.example' })).body.type).toContain(
      'fact.conflict',
    )
    await name(id, [person('referee')])

    const shown = await until(id, { waitingFor: { what: 'allowed-day' } })
    expect(Date.parse(shown.waitingFor.until)).toBe(Date.parse(at) + interval)
  })

  it('[PV-01] is asked beside the others, who are asked at once', async () => {
    const { report, until, name, mail } = portal(world())
    const id = await ready('mixed')
    await report(id, { type: 'requested', purpose: 'verification', email: 'tired@contoso.example' })

    await name(id, [person('tired'), person('rested')])

    await until(id, { invitations: { deferred: 1, invited: 1 }, waitingFor: { what: 'answers', owedBy: 'customer' } })
    await mail('tired@contoso.example', 'two minutes')
  })

  it('[PV-01] [FT-01] is not asked on that day when a gate was revoked meanwhile', async () => {
    const { report, until, name } = portal(world())
    const { letters } = ledger(world())
    const id = await ready('revoked')
    await report(id, { type: 'requested', purpose: 'survey', email: 'spared@contoso.example' })
    await name(id, [person('spared')])
    await until(id, { waitingFor: { what: 'allowed-day' } })

    await report(id, { type: 'payment', status: 'reversed' })

    await until(id, { stage: 'gates' })
    await new Promise((resolve) => setTimeout(resolve, interval))
    expect(await letters(id)).not.toContain('survey-invitation to spared: sent')
    await report(id, { type: 'payment', status: 'completed' })
    await until(id, { invitations: { invited: 1 } })
  })
})

/** An engagement that is at the point of asking: all it lacks is contacts. */
async function ready(externalId: string): Promise<string> {
  const { open, reachGates, until } = portal(world())
  const id = await open(externalId)
  await reachGates(id)
  await until(id, { stage: 'contacts' })
  return id
}

async function deferredUntil(id: string): Promise<string | undefined> {
  const { body } = await portal(world()).call('GET', `/v1/engagements/${id}/contacts`)
  return body.contacts[0].deferredUntil
}

/** When an engagement asked its only contact; 0 while it has not. */
async function askedAt(id: string): Promise<number> {
  const request = await world()
    .db.selectFrom('requests')
    .select('at')
    .where('engagement_id', '=', id)
    .where('event_id', 'is', null)
    .executeTakeFirst()
  return request?.at.getTime() ?? 0
}
