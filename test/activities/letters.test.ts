import { describe, expect, it } from 'vitest'
import { resetToItsStart } from '../support/history.ts'
import { ledger, person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1s' })

describe('a letter', () => {
  it.each([
    ['drop', 'accepts it and drops the connection'],
    ['500', 'answers 500'],
    ['429', 'is asked too often'],
  ] as const)('[MX-13] leaves once when Resend answers with a fault: %s, it %s', async (mode, _how) => {
    const { open, reachGates, name, until, mails } = portal(world())
    const { plan, expectEachLetterDeliveredOnce } = ledger(world())
    const id = await open(`fault-${mode}`)
    await name(id, [person(`fault-${mode}`)])
    await plan({ mode, times: 2 })

    await reachGates(id)

    await until(id, { invitations: { invited: 1 } })
    expect(await mails(`fault-${mode}@contoso.example`)).toHaveLength(1)
    await expectEachLetterDeliveredOnce()
  })

  it('[MX-13] leaves once when the worker stops between the claim and the answer of Resend', async () => {
    const { open, reachGates, name, until, mails } = portal(world())
    const { plan, letters } = ledger(world())
    const id = await open('worker-stops')
    await name(id, [person('patient')])
    await plan({ mode: 'drop', times: 1 })
    await reachGates(id)
    await expect.poll(() => letters(id), { timeout: 10_000 }).toEqual(['survey-invitation to patient: claimed'])

    await world().stopWorker()
    await world().startWorker()

    await until(id, { invitations: { invited: 1 } })
    expect(await mails('patient@contoso.example')).toHaveLength(1)
  })

  it('goes to more contacts than Resend takes in one call', async () => {
    const { open, reachGates, name, until } = portal(world())
    const { expectEachLetterDeliveredOnce } = ledger(world())
    const id = await open('many')
    await name(
      id,
      Array.from({ length: 230 }, (_, i) => person(`many${i}`)),
    )

    await reachGates(id)

    await until(id, { invitations: { invited: 230 } })
    await expectEachLetterDeliveredOnce()
    const batches = await world()
      .db.selectFrom('letters')
      .select('batch')
      .distinct()
      .where('engagement_id', '=', id)
      .execute()
    expect(batches).toHaveLength(3)
  })

  it('[MX-13] is not sent again when the workflow is reset to its start', async () => {
    const { open, reachGates, name, until, mail, mails, tokenIn, answer } = portal(world())
    const id = await open('reset')
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    await name(id, [person('once')])
    const token = tokenIn(await mail('once@contoso.example', 'two minutes'))

    await resetToItsStart(world().client, world().workflow(id))

    await answer(token, { overall: 4 })
    await until(id, { outcome: 'scored' })
    expect((await mails('once@contoso.example')).map((one) => one.subject)).toEqual([
      'Thank you for your answers',
      'It only takes two minutes',
    ])
  })
})

describe('a letter that was decided on', () => {
  it('[FT-01] stays when a gate was revoked meanwhile, even if nobody told the workflow yet', async () => {
    const { open, reachGates, report, name, until, mails } = portal(world())
    const id = await open('revoked-meanwhile')
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    await world().stopWorker()
    await name(id, [person('spared')])
    await expect.poll(() => undelivered(id)).toBe(0)
    await world().stopRelay()
    await report(id, { type: 'payment', status: 'reversed' })

    await world().startWorker()
    await expect.poll(() => activities(id), { timeout: 10_000 }).toContain('sendLetters')
    world().startRelay()

    await until(id, { stage: 'gates', waitingFor: { what: 'payment', owedBy: 'owner' } })
    expect(await mails('spared@contoso.example')).toEqual([])
  })

  it('[FT-09] stays when the contact answered in the last moment', async () => {
    const { open, reachGates, name, until, mail, mails, tokenIn, answer } = portal(world())
    const id = await open('last-moment')
    await name(id, [person('hasty')])
    await reachGates(id)
    const token = tokenIn(await mail('hasty@contoso.example', 'two minutes'))
    await until(id, { stage: 'survey' })
    await world().stopRelay()
    expect((await answer(token, { overall: 2 })).status).toBe(201)

    const { until: end } = (await until(id, { stage: 'survey' })).waitingFor
    await expect
      .poll(() => Date.parse(end) - 30_000 < Date.now() - 1_500, { timeout: 20_000, interval: 200 })
      .toBe(true)
    world().startRelay()

    await until(id, { outcome: 'scored', score: { value: 0, n: 1 } })
    expect((await mails('hasty@contoso.example')).filter((one) => one.subject.startsWith('Reminder'))).toEqual([])
  })

  async function undelivered(id: string): Promise<number> {
    const rows = await world()
      .db.selectFrom('outbox')
      .select('id')
      .where('engagement_id', '=', id)
      .where('delivered_at', 'is', null)
      .execute()
    return rows.length
  }

  async function activities(id: string): Promise<readonly string[]> {
    const { events } = await world().workflow(id).fetchHistory()
    return (events ?? [])
      .flatMap((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? [])
      .slice(1)
  }
})
