import { describe, expect, it } from 'vitest'
import { detailsOf } from '../support/history.ts'
import { ledger, person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '300ms' })

const tenPercent = { type: 'milestone', percent: 10 }
const paid = { type: 'payment', status: 'completed' }
const contacts = { stage: 'contacts', waitingFor: { what: 'contacts', owedBy: 'partner' } }

describe('the gates of an engagement', () => {
  it.each([
    ['milestone first', [tenPercent, paid]],
    ['payment first', [paid, tenPercent]],
    ['a milestone beyond the one asked for', [{ type: 'milestone', percent: 80 }, paid]],
  ])('[FT-01] open in any order: %s', async (order, facts) => {
    const { open, report, until } = portal(world())
    const id = await open(order.replaceAll(' ', '-'))

    for (const fact of facts) await report(id, fact)

    await until(id, contacts)
  })

  it('[FT-01] stay closed below ten percent', async () => {
    const { open, report, see, until } = portal(world())
    const id = await open('below')
    await report(id, paid)
    await report(id, { type: 'milestone', percent: 9.9 })

    await expect.poll(() => detailsOf(world().workflow(id))).toContain('- milestone of 10%')
    expect(await detailsOf(world().workflow(id))).not.toContain('payment')
    expect(await see(id)).toMatchObject({
      stage: 'gates',
      waitingFor: { what: 'milestone', owedBy: 'partner', until: null },
    })

    await report(id, tenPercent)
    await until(id, contacts)
  })

  it.each([
    ['payment', { type: 'payment', status: 'reversed' }, paid, 'owner'],
    ['milestone', { type: 'milestone', percent: 5 }, tenPercent, 'partner'],
  ])('[FT-01] close again when the %s is revoked before the survey, and ask anew once they reopen', async (...row) => {
    const [gate, revoked, renewed, owedBy] = row
    const { open, reachGates, report, until, name } = portal(world())
    const { letters, untilLetters } = ledger(world())
    const id = await open(`revoked-${gate}`)
    await reachGates(id)
    await until(id, contacts)

    await report(id, revoked)
    await until(id, { stage: 'gates', waitingFor: { what: gate, owedBy, until: null } })
    await name(id, [person(`early-${gate}`)])
    await report(id, { type: 'milestone', percent: 4, at: '2026-01-01T00:00:00Z' })
    await expect
      .poll(() => world().db.selectFrom('outbox').selectAll().where('delivered_at', 'is', null).execute())
      .toEqual([])
    expect(await letters(id)).toEqual(['contact-request to partner: sent'])

    await report(id, renewed)
    await untilLetters(id, ['contact-request to partner: sent', `survey-invitation to early-${gate}: sent`])
  })

  it('[FT-01] ask the partner anew when a gate was revoked and nobody is named yet', async () => {
    const { open, reachGates, report, until } = portal(world())
    const { untilLetters } = ledger(world())
    const id = await open('asked-anew')
    await reachGates(id)
    await until(id, contacts)
    await report(id, { type: 'payment', status: 'reversed' })
    await until(id, { stage: 'gates' })

    await report(id, paid)

    await until(id, contacts)
    await untilLetters(id, ['contact-request to partner: sent', 'contact-request to partner: sent'])
  })

  it('[FT-01] have no say any more once the survey is sent', async () => {
    const { open, reachGates, name, report, mail, answer, tokenIn, until } = portal(world())
    const { untilLetters } = ledger(world())
    const late = person('late-reversal')
    const id = await open('late-reversal')
    await name(id, [late])
    await reachGates(id)
    const invitation = await mail(late.email, 'two minutes')

    await report(id, { type: 'payment', status: 'reversed' })
    await report(id, { type: 'milestone', percent: 0 })

    await untilLetters(id, ['survey-invitation to late-reversal: sent', 'survey-reminder to late-reversal: sent'])
    await answer(tokenIn(invitation), { overall: 4 })
    await until(id, { outcome: 'scored' })
  })

  it('[FT-01] are not closed by older facts that arrive late', async () => {
    const { open, report, until } = portal(world())
    const id = await open('older')
    await report(id, { ...paid, at: '2026-11-20T10:00:00Z' })
    await report(id, { type: 'payment', status: 'reversed', at: '2026-11-19T10:00:00Z' })
    await report(id, { ...tenPercent, at: '2026-11-20T10:00:00Z' })
    await report(id, { type: 'milestone', percent: 3, at: '2026-11-18T10:00:00Z' })

    await until(id, contacts)
  })

  it('[FT-02] belong to one workload each: two of one tenant have a survey of their own', async () => {
    const { open, reachGates, report, name, mail, tokenIn, answer, until, see } = portal(world())
    const exchange = await open('tenant-exchange')
    const teams = await open('tenant-teams', 'Teams')
    await name(exchange, [person('shared')])
    await name(teams, [person('shared', { service: 'Teams' })])
    await report(teams, paid)
    await reachGates(exchange)

    await answer(tokenIn(await mail('shared@contoso.example', 'two minutes')), { overall: 3 })

    await until(exchange, { outcome: 'scored', score: { value: 100, n: 1 } })
    expect(await see(teams)).toMatchObject({ stage: 'gates', waitingFor: { what: 'milestone' }, score: null })
  })

  it('[FT-03] exist for catalogued workloads only', async () => {
    const { call } = portal(world())
    const subject = { kind: 'workload', name: 'Minesweeper' }
    const customer = { id: 'contoso', name: 'Contoso', country: 'DE' }
    const body = { program: 'fasttrack', partnerId: 'fabrikam', externalId: 'games', customer, subject }

    const refused = await call('POST', '/v1/engagements', { body })

    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: '/subject/name', got: 'Minesweeper' }] } })
    expect(
      await world().db.selectFrom('engagements').select('id').where('external_id', '=', 'games').execute(),
    ).toEqual([])
  })
})
