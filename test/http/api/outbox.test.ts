import { Client, Connection } from '@temporalio/client'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { backlog, outboxChannel } from '../../../src/db/outbox.ts'
import type { NumberedFact } from '../../../src/domain/fact.ts'
import { startRelay } from '../../../src/temporal/relay.ts'
import { ada, dan, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })

afterEach(async () => {
  await world().stopRelay()
  world().startRelay()
})

/** The signals a workflow got, each with the facts in it. */
async function signalsOf(id: string): Promise<readonly (readonly NumberedFact[])[]> {
  const { events } = await world().workflow(id).fetchHistory()
  return (events ?? []).flatMap((event) => {
    const data = event.workflowExecutionSignaledEventAttributes?.input?.payloads?.[0]?.data
    return data ? [JSON.parse(Buffer.from(data).toString())] : []
  })
}

async function delivered(): Promise<void> {
  await expect.poll(async () => (await backlog(world().db)).count).toBe(0)
}

async function rowOf(id: string) {
  return world()
    .db.selectFrom('engagements')
    .select(['accepted', 'applied'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** One more relay on the world's database, to whatever client. */
async function anotherRelay(client: Client) {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(world().db)
  const url = new URL(inject('postgres'))
  url.pathname = `/${rows[0]?.name}`
  const config = {
    DATABASE_URL: url.href,
    TASK_QUEUE: rows[0]?.name ?? '',
    DAY: '1 hour',
    PUBLIC_URL: world().publicUrl,
  }
  return startRelay({ db: world().db, client, log: pino({ level: 'silent' }), config })
}

describe('with the relay stopped', () => {
  it('[MX-13] facts, contacts and answers are accepted; once it runs each arrives once, together, and the score is right', async () => {
    const { open, reachGates, name, mail, mails, tokenIn, answer, until, see } = portal(world())
    await world().stopRelay()
    const id = await open('down')
    await reachGates(id)
    expect(await name(id, [ada, dan])).toMatchObject({ status: 200, body: { accepted: 2 } })
    expect((await backlog(world().db)).count).toBe(4)
    expect(await see(id)).toMatchObject({ stage: 'gates', gates: [{ reached: true }, { reached: true }] })

    world().startRelay()
    const tokens = [tokenIn(await mail(ada.email, 'two minutes')), tokenIn(await mail(dan.email, 'דקות'))]
    await world().stopRelay()
    for (const [i, token] of tokens.entries())
      expect((await answer(token, { overall: i === 0 ? 4 : 2 })).status).toBe(201)
    expect(await see(id)).toMatchObject({ stage: 'survey', invitations: { answered: 2 } })
    world().startRelay()
    await until(id, { stage: 'closed', outcome: 'scored', score: { value: 100, n: 2 } })

    const signals = await signalsOf(id)
    expect(signals.map((facts) => facts.map(({ type, seq }) => `${seq} ${type}`))).toEqual([
      ['1 opened', '2 milestone', '3 payment', '4 contacts'],
      ['5 settled', '6 settled'],
    ])
    expect(await rowOf(id)).toEqual({ accepted: 6, applied: 6 })
    expect((await mails(ada.email)).map(({ subject }) => subject).sort()).toEqual([
      'It only takes two minutes',
      'Thank you for your answers',
    ])
  })

  it('[MX-13] what is accepted meanwhile for many engagements is told to each in one signal', async () => {
    const { open, report } = portal(world())
    await world().stopRelay()
    const ids = await Promise.all(Array.from({ length: 5 }, (_, i) => open(`many-${i}`)))
    for (let percent = 0; percent < 8; percent += 1) {
      await Promise.all(ids.map((id) => report(id, { type: 'milestone', percent, eventId: `m-${percent}` })))
    }

    world().startRelay()
    await delivered()

    for (const id of ids) {
      const signals = await signalsOf(id)
      expect(signals).toHaveLength(1)
      expect(signals[0]?.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    }
  })
})

describe('with Temporal out of reach', () => {
  it('[MX-13] everything is accepted and kept, attempts become rarer, and it all arrives once Temporal is back', async () => {
    const { open, report } = portal(world())
    await world().stopRelay()
    const connection = Connection.lazy({ address: '127.0.0.1:1', connectTimeout: 200 })
    const dead = await anotherRelay(new Client({ connection }))
    const id = await open('unreachable')
    await report(id, { type: 'milestone', percent: 10 })

    const attempts = async () => {
      const rows = await world()
        .db.selectFrom('outbox')
        .select(['attempts', 'delivered_at', 'due_at', sql<Date>`now()`.as('now')])
        .where('engagement_id', '=', id)
        .execute()
      return rows.map((row) => ({
        attempts: row.attempts,
        isDelivered: row.delivered_at !== null,
        wait: row.due_at.getTime() - row.now.getTime(),
      }))
    }
    await expect
      .poll(async () => Math.min(...(await attempts()).map((row) => row.attempts)), { timeout: 50_000 })
      .toBeGreaterThanOrEqual(2)
    expect((await attempts()).every(({ isDelivered }) => !isDelivered)).toBe(true)
    expect(Math.max(...(await attempts()).map(({ wait }) => wait))).toBeGreaterThan(500)
    expect(await rowOf(id)).toEqual({ accepted: 2, applied: 0 })
    await dead.stop()
    await connection.close()

    world().startRelay()
    await delivered()
    const seqs = (await signalsOf(id)).flat().map(({ seq }) => seq)
    expect(seqs.toSorted((a, b) => a - b)).toEqual([1, 2])
  }, 90_000)
})

describe('several relays at once', () => {
  it('[MX-13] tell each workflow everything, and nothing twice', async () => {
    const { open, report } = portal(world())
    const relays = await Promise.all([anotherRelay(world().client), anotherRelay(world().client)])

    const ids = await Promise.all(Array.from({ length: 12 }, (_, i) => open(`relays-${i}`)))
    await Promise.all(
      ids.flatMap((id) =>
        Array.from({ length: 5 }, (_, i) => report(id, { type: 'milestone', percent: i, eventId: `m-${i}` })),
      ),
    )
    await delivered()

    for (const id of ids) {
      // A signal that comes while the worker is at work is in the history once that step is done
      const seqs = async () => (await signalsOf(id)).flat().map(({ seq }) => seq)
      await expect.poll(async () => (await seqs()).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
    }
    for (const relay of relays) await relay.stop()
  })
})

describe('a relay that died before it wrote down what it delivered', () => {
  it('[MX-13] delivers again, which changes neither letters nor score, open or closed', async () => {
    const { open, reachGates, name, mails, mail, tokenIn, answer, until, see } = portal(world())
    const email = 'again@contoso.example'
    const id = await open('again')
    await name(id, [{ ...ada, email }])
    await reachGates(id)
    const token = tokenIn(await mail(email, 'two minutes'))
    const forget = async () => {
      await world().db.updateTable('outbox').set({ delivered_at: null }).where('engagement_id', '=', id).execute()
      await sql`select pg_notify(${outboxChannel}, '')`.execute(world().db)
      await delivered()
    }

    await forget()
    expect((await signalsOf(id)).flat().length).toBeGreaterThan(4)
    await answer(token, { overall: 4 })
    const closed = await until(id, { outcome: 'scored', score: { value: 200, n: 1 } })
    await forget()

    expect(await see(id)).toEqual(closed)
    expect(await rowOf(id)).toEqual({ accepted: 5, applied: 5 })
    expect((await mails(email)).filter(({ subject }) => subject === 'It only takes two minutes')).toHaveLength(1)
  })
})
