import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { retentionActivities } from '../../activities/retention.ts'
import { hashOfAddress } from '../../src/db/address.ts'
import { beginErasure } from '../../src/db/erasures.ts'
import { audited } from '../support/audit.ts'
import { survey } from '../support/invited.ts'
import { person } from '../support/ledger.ts'
import { digests, disguises, tracesOf } from '../support/traces.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '2s' })

const comment = 'my own words'

/** Somebody who answered: the engagement is closed, and all of it as old as said. */
async function answered(name: string, { days }: { days: number }): Promise<string> {
  const { invited, call, mail, tokenIn, until } = survey(world())
  const id = await invited(name, [name])
  const token = tokenIn(await mail(person(name).email, 'two minutes'))
  await call('POST', `/v1/surveys/${token}/responses`, { body: { answers: { overall: 4, comment } } })
  await until(id, { outcome: 'scored' })
  await world().workflow(id).result()
  const { db } = world()
  const event = { event_id: randomUUID(), letter_id: null, provider_id: 'of-a-letter', type: 'delivered' as const }
  const times = { at: new Date(), applied_at: null, permanence: null }
  await db
    .insertInto('deliveries')
    .values({ ...event, ...times })
    .execute()
  const headers = { 'idempotency-key': name }
  await call('POST', '/v1/engagements', {
    body: {
      program: 'fasttrack',
      partnerId: 'fabrikam',
      externalId: `${name}-2`,
      customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
      subject: { kind: 'workload', name: 'Exchange' },
    },
    headers,
  })
  const past = sql<Date>`now() - make_interval(days => ${days})`
  await db.updateTable('letters').set({ claimed_at: past }).where('engagement_id', '=', id).execute()
  await db.updateTable('responses').set({ submitted_at: past }).where('engagement_id', '=', id).execute()
  await db.updateTable('engagements').set({ closed_at: past }).where('id', '=', id).execute()
  await db.updateTable('requests').set({ at: past }).where('engagement_id', '=', id).execute()
  await db.updateTable('deliveries').set({ received_at: past }).where('event_id', '=', event.event_id).execute()
  await db.updateTable('idempotency').set({ created_at: past }).execute()
  return id
}

/** The daily run, as its schedule starts it. */
async function runDaily(): Promise<unknown> {
  const { client, relayed } = world()
  const taskQueue = relayed.config.TASK_QUEUE
  return client.workflow.execute('retention', { workflowId: randomUUID(), taskQueue, args: [] })
}

describe('retention', () => {
  it('[MX-04] forgets each kind after its period, once, and leaves scores and what is younger', async () => {
    const { see } = survey(world())
    const young = await answered('young', { days: 1 })
    const old = await answered('old', { days: 3_000 })
    const before = await see(old)

    const first = await runDaily()
    const second = await runDaily()

    expect(first).toEqual({
      letters: 2,
      contacts: 1,
      texts: 1,
      deliveries: 1,
      requests: 1,
      idempotency: 2,
      unconfirmed: 0,
      networks: 0,
      erasures: 0,
    })
    expect(Object.values(second ?? {}).every((rows) => rows === 0)).toBe(true)
    const { email } = person('old')
    expect(await tracesOf(world().db, [...disguises(email), ...digests(email)])).toEqual([])
    expect(await tracesOf(world().db, ['young@contoso.example'])).toEqual([
      'contacts.email: young@contoso.example',
      'letters.payload: young@contoso.example',
    ])
    expect(await see(old)).toMatchObject({ score: before.score, invitations: { answered: 1 } })
    expect((await see(young)).score).toEqual(before.score)
    const proofs = await audited(world().db, 'expired')
    expect(proofs.map(({ about }) => String(about.kind)).toSorted()).toEqual([
      'contacts',
      'deliveries',
      'idempotency',
      'letters',
      'requests',
      'texts',
    ])
  })

  it('keeps what its periods say, and takes a backlog in batches', async () => {
    const { db } = world()
    await db.deleteFrom('requests').execute()
    const id = await survey(world()).open('backlog')
    const at = new Date(Date.now() - 60_000)
    const row = {
      address_hash: hashOfAddress('backlog@contoso.example'),
      purpose: 'survey' as const,
      event_id: null,
      at,
    }
    const rows = Array.from({ length: 2_500 }, () => ({ ...row, engagement_id: id }))
    await db.insertInto('requests').values(rows).execute()

    const patient = retentionActivities({ db, config: { KEEP_REQUESTS: '1 hour' } })
    expect(await patient.expireKept('requests')).toEqual({ rows: 0, more: false })
    const strict = retentionActivities({ db, config: { KEEP_REQUESTS: '1 second' } })
    expect(await strict.expireKept('requests')).toMatchObject({ rows: 2_500, more: false })

    const proofs = await sql<{ rows: number }>`
      select (about ->> 'rows')::int as rows from audit where what = 'expired' and about ->> 'kind' = 'requests' order by id desc limit 3`.execute(
      db,
    )
    expect(proofs.rows.map((proof) => proof.rows)).toEqual([500, 1_000, 1_000])
  })

  it('does not start when a person’s calendar would be forgotten before it counts', () => {
    const config = { KEEP_REQUESTS: '30 days', REQUEST_INTERVAL: '90 days' }

    expect(() => retentionActivities({ db: world().db, config })).toThrow('KEEP_REQUESTS must be at least')
  })

  it('[MX-04] finishes an erasure that broke off', async () => {
    const { db } = world()
    await survey(world()).invited('left-over', ['left-over'])
    const { email } = person('left-over')
    const { id } = await beginErasure(db, { person: hashOfAddress(email), keyId: 'key_x' })
    const past = sql<Date>`now() - interval '1 hour'`
    await db.updateTable('erasures').set({ started_at: past }).where('id', '=', id).execute()

    expect(await runDaily()).toMatchObject({ erasures: 1 })

    expect(await tracesOf(db, [...disguises(email), ...digests(email)])).toEqual([])
    const proof = await sql<{ actor: string }>`
      select actor from audit where what = 'person.erased' and about ->> 'erasure' = ${id}`.execute(db)
    expect(proof.rows).toEqual([{ actor: 'key_x' }])
  })
})
