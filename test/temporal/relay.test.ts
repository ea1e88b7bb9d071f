import { Client, Connection } from '@temporalio/client'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { startRelay } from '../../src/temporal/relay.ts'
import { eventsOf } from '../support/history.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '5 seconds' })

describe('the relay', () => {
  it('[MX-13] accepts facts while Temporal is away, and delivers them when it is back', async () => {
    const { open, reachGates, until, see } = portal(world())
    await world().stopRelay()
    const cutOff = startRelay({ ...relayed(), client: unreachable() })
    const id = await open('temporal-away')
    await reachGates(id)
    await expect.poll(() => attempts(id)).toBeGreaterThan(0)
    expect(await see(id)).toMatchObject({
      stage: 'gates',
      waitingFor: { what: 'contacts', owedBy: 'partner', until: null },
    })
    await cutOff.stop()

    world().startRelay()

    await until(id, { stage: 'contacts' })
    expect(world().log.join('\n')).toContain('facts could not be delivered, will be tried again')
  })

  it('[MX-13] delivers everything when several run at once, and what comes twice does no harm', async () => {
    const { open, report, reachGates, until } = portal(world())
    const others = [1, 2, 3].map(() => startRelay(relayed()))
    const ids = await Promise.all(Array.from({ length: 10 }, (_, i) => open(`several-${i}`)))

    await Promise.all(ids.map((id) => reachGates(id)))
    await Promise.all(ids.map((id) => report(id, { type: 'milestone', percent: 50 })))

    for (const id of ids) await until(id, { stage: 'contacts' })
    await expect.poll(undelivered).toBe(0)
    await Promise.all(others.map((other) => other.stop()))
  })

  it('puts all that is due for one engagement into one signal', async () => {
    const { open, report, until } = portal(world())
    const id = await open('coalesced')
    await expect.poll(undelivered).toBe(0)
    await world().stopRelay()
    for (let percent = 1; percent <= 20; percent += 1) await report(id, { type: 'milestone', percent })
    await report(id, { type: 'payment', status: 'completed' })

    world().startRelay()

    await until(id, { stage: 'contacts' })
    const events = eventsOf(await world().workflow(id).fetchHistory())
    expect(events.filter((event) => event.workflowExecutionSignaledEventAttributes)).toHaveLength(2)
  })

  it('[MX-13] goes on when the connection it listens on is lost', async () => {
    const { open, reachGates, until } = portal(world())
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and query like 'listen %'`.execute(world().db)

    const id = await open('connection-lost')
    await reachGates(id)

    await until(id, { stage: 'contacts' })
    await expect.poll(listeners, { timeout: 5_000 }).toBe(1)
  })

  it('lets go of its connection however soon it is stopped', async () => {
    await world().stopRelay()
    for (let i = 0; i < 5; i += 1) await startRelay(relayed()).stop()

    await expect.poll(listeners).toBe(0)
    world().startRelay()
  })
})

describe('an engagement with names as long as they may be', () => {
  it('[MX-13] starts, and the Temporal UI shows their beginning', async () => {
    const { call, until, reachGates } = portal(world(), 'operator')
    const name = '長い"名前\\'.repeat(33)
    const partner = { id: 'long', name, country: 'JP', email: 'long@partner.example' }
    expect((await call('POST', '/v1/partners', { body: partner })).status).toBe(201)
    const customer = { id: 'contoso', name, country: 'JP' }
    const subject = { kind: 'workload', name: 'Exchange' }
    const body = { program: 'fasttrack', partnerId: 'long', externalId: 'long-names', customer, subject }
    const { id } = (await call('POST', '/v1/engagements', { body })).body

    await reachGates(id)

    await until(id, { stage: 'contacts' })
    const summary = await (await world().workflow(id).describe()).staticSummary()
    expect(summary).toMatch(/^FastTrack · Exchange · 長い.*…$/)
  })
})

/** What the world's own relay runs on. */
function relayed(): Parameters<typeof startRelay>[0] {
  return world().relayed
}

function unreachable(): Client {
  return new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) })
}

async function attempts(id: string): Promise<number> {
  const rows = await world().db.selectFrom('outbox').select('attempts').where('engagement_id', '=', id).execute()
  return Math.max(...rows.map((row) => row.attempts))
}

async function undelivered(): Promise<number> {
  return (await world().db.selectFrom('outbox').select('id').where('delivered_at', 'is', null).execute()).length
}

async function listeners(): Promise<number> {
  const { rows } = await sql`select pid from pg_stat_activity
    where datname = current_database() and query like 'listen %'`.execute(world().db)
  return rows.length
}
