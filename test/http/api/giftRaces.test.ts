import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/database.ts'
import { findEngagement } from '../../../src/db/engagements.ts'
import { eraseContacts } from '../../../src/db/person/contacts.ts'
import { dayAt } from '../../../src/domain/calendar.ts'
import { chooseGift } from '../../../src/http/accept/gift.ts'
import { openInvitation } from '../../../src/http/accept/invitation.ts'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { gifts } from '../../support/gifts.ts'
import { person } from '../../support/ledger.ts'
import { useWorld, worldSecret } from '../../support/world.ts'

const world = useWorld({ day: '2s' })

beforeAll(async () => {
  await gifts(world()).publish('gifted')
})

/** Does something in a transaction that stays open until it is told to end. @returns what ends it */
async function held(act: (tx: Db) => Promise<unknown>): Promise<() => Promise<void>> {
  const tx = await world().db.startTransaction().execute()
  await act(tx)
  return async () => {
    await tx.commit().execute()
  }
}

/** Waits until somebody waits for somebody else. */
async function untilBlocked(): Promise<void> {
  const blocked = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from pg_stat_activity
      where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`.execute(world().db)
    return rows[0]?.n ?? 0
  }
  await expect.poll(blocked, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0)
}

describe('a gift that is chosen while something else happens', () => {
  it('[FT-11] [MX-04] is not kept where its contact was erased a moment before: the link leads nowhere', async () => {
    const { answered, choose } = gifts(world())
    const { id, token } = await answered('gone')
    const engagement = await findEngagement(world().db, id)
    const [contact] = await world().db.selectFrom('contacts').select('id').where('engagement_id', '=', id).execute()
    if (!engagement || !contact) throw new Error('nobody was asked')
    const end = await held((tx) => eraseContacts(tx, engagement, [contact.id]))

    const chosen = choose(token)
    await untilBlocked()
    await end()

    expect(await chosen).toMatchObject({ status: 404, body: { type: /not-found$/ } })
    expect(await world().db.selectFrom('gift_orders').select('id').execute()).toEqual([])
  })

  it('[FT-11] [MX-04] is forgotten by an erasure that waited for it, and never ordered', async () => {
    const { answered, operator } = gifts(world())
    const { token } = await answered('going')
    const opened = await openInvitation(world().db, { secret: worldSecret, token })
    const end = await held((tx) => chooseGift(tx, opened, { attested: true }))

    const erased = operator.call('POST', '/v1/people/erase', { body: { email: person('going').email } })
    await untilBlocked()
    await end()

    expect((await erased).body.rows).toMatchObject({ gifts: 1 })
    const orders = await world().db.selectFrom('gift_orders').selectAll().execute()
    expect(orders).toMatchObject([{ contact_id: null, state: 'failed', reason: 'erased' }])
    expect(await world().db.selectFrom('tasks').select('kind').where('closed_at', 'is', null).execute()).toEqual([])
  })

  it('[FT-11] is not one too many where the promotion has so many: it is over for the others, in page and letter', async () => {
    const { answered, choose, call, mail } = gifts(world())
    await gifts(world()).publish('scarce', { atMost: 2 })
    const names = ['one', 'two', 'three', 'four']
    const asked = await Promise.all(names.map((name) => answered(name, { program: 'scarce' })))

    const statuses = await Promise.all(asked.map(async ({ token }) => (await choose(token)).status))

    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 201, 410, 410])
    const late = asked[statuses.indexOf(410)]?.token ?? ''
    expect((await call('GET', `/v1/surveys/${late}/gift`)).body).toMatchObject({ state: 'over' })
    expect((await world().app.inject(`/s/${late}/gift`)).body).toContain('The promotion has ended')
    expect(await choose(asked[statuses.indexOf(201)]?.token ?? '')).toMatchObject({ status: 200 })
    const after = await answered('afterwards', { program: 'scarce' })
    expect((await mail(person('afterwards').email, 'Thank you')).text).not.toMatch(/gift/i)
    expect(await choose(after.token)).toMatchObject({ status: 410 })
    const announced = await call('GET', `/v1/engagements/${after.id}/announcement`)
    expect(announced.body.text).not.toMatch(/gift/i)
  })

  it('[FT-11] may be chosen by who wants no more email after that: the card is what they ask for', async () => {
    const { answered, choose, untilState } = gifts(world())
    const { token } = await answered('quiet')
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    await world().app.inject({ method: 'POST', url: `/s/${token}/opt-out`, headers: form, payload: '' })
    expect(await world().db.selectFrom('opt_outs').select('address_hash').execute()).toHaveLength(1)

    expect(await choose(token)).toMatchObject({ status: 201 })

    await untilState('quiet', 'by-hand')
  })

  it('[FT-11] is issued as it was chosen, also when the promotion is over before it leaves', async () => {
    const { answered, choose, call, untilState } = gifts(world())
    const { token } = await answered('between')
    await world().stopWorker()
    await choose(token)
    const takesEffect = { on: dayAt(new Date(), 'UTC'), override: 'the promotion is over' }
    const { gift: _, ...giftless } = { ...fasttrack, id: 'gifted', version: 2, takesEffect }
    expect((await call('POST', '/v1/programs', { body: giftless, role: 'owner' })).status).toBe(201)

    await world().startWorker()

    expect(await untilState('between', 'by-hand')).toMatchObject({ amount: 20, program_version: 1 })
    expect(await choose(token)).toMatchObject({ status: 200 })
  })
})
