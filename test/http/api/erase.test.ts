import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { addOptOut } from '../../../src/db/optOuts.ts'
import { openTask } from '../../../src/db/tasks.ts'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { everythingIn } from '../../support/history.ts'
import { ledger, person } from '../../support/ledger.ts'
import { portal } from '../../support/portal.ts'
import { digests, disguises, tracesOf } from '../../support/traces.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '2s' })

const comment = 'the umbrella of the consultant'

/** Somebody in three engagements of two programs: at the gates, asked, and closed with a score. */
async function threefold(name: string) {
  const act = portal(world())
  const her = person(name, { firstName: 'Zephyrine', lastName: `Quagmire-${name}` })
  const him = person(`${name}-him`)
  await act.call('POST', '/v1/programs', { body: { ...fasttrack, id: 'second' }, role: 'owner' })
  const open = async (externalId: string, program: string): Promise<string> => {
    const customer = { id: 'contoso', name: 'Contoso', country: 'DE' }
    const subject = { kind: 'workload', name: 'Exchange' }
    const body = { program, partnerId: 'fabrikam', externalId: `${name}-${externalId}`, customer, subject }
    return (await act.call('POST', '/v1/engagements', { body })).body.id
  }

  const closed = await open('closed', 'fasttrack')
  await act.name(closed, [her])
  await act.reachGates(closed)
  const closedToken = act.tokenIn(await act.mail(her.email, 'two minutes'))
  await act.answer(closedToken, { overall: 4, recommend: 9, comment })
  await act.until(closed, { outcome: 'scored' })

  const asked = await open('asked', 'second')
  await act.name(asked, [her, him])
  await act.reachGates(asked)
  await act.until(asked, { invitations: { invited: 2 } })
  const askedToken = (await act.mails(her.email))
    .map((mail) => act.tokenIn(mail))
    .find((token) => token !== closedToken)

  const gates = await open('gates', 'fasttrack')
  const headers = { 'idempotency-key': `for ${her.email}` }
  const rows = [her, { ...her, firstName: `=${her.email}` }]
  await act.call('PUT', `/v1/engagements/${gates}/contacts`, { body: rows, headers })

  const { db } = world()
  const letters = await db.selectFrom('letters').selectAll().where('engagement_id', '=', asked).execute()
  const providerIds = letters.flatMap(({ payload, provider_id: id }) => (payload?.to === her.email && id ? [id] : []))
  for (const id of providerIds) {
    const delivery = {
      event_id: `msg-${id}`,
      letter_id: null,
      provider_id: id,
      type: 'delivered' as const,
      permanence: null,
    }
    await db
      .insertInto('deliveries')
      .values({ ...delivery, at: new Date(), applied_at: null })
      .execute()
  }
  const contact = await db
    .selectFrom('contacts')
    .select('id')
    .where('engagement_id', '=', asked)
    .where('email', '=', her.email)
    .executeTakeFirstOrThrow()
  await openTask(db, { kind: 'contact-unreachable', about: contact.id, engagementId: asked })

  const words = ['Zephyrine', her.lastName, comment, closedToken, askedToken ?? '', ...providerIds]
  return { her, him, closed, asked, gates, tokens: [closedToken, askedToken ?? ''], words }
}

async function erase(email: string, headers: Readonly<Record<string, string>> = {}) {
  return portal(world(), 'operator').call('POST', '/v1/people/erase', { body: { email }, headers })
}

describe('erasing a person', () => {
  it('[MX-04] leaves nothing of them anywhere, and scores, counts and everybody else as they were', async () => {
    const { see, until, answer, mail, tokenIn, reachGates, name, call } = portal(world())
    const { her, him, closed, asked, gates, tokens, words } = await threefold('whole')
    const all = [...words, ...disguises(her.email), ...digests(her.email)]
    const before = await tracesOf(world().db, all)
    const score = (await see(closed)).score
    await addOptOut(world().db, her.email)

    const answered = await erase(her.email.toUpperCase())

    expect(answered).toMatchObject({
      status: 200,
      body: {
        erasure: expect.stringMatching(/^era_/),
        rows: {
          contacts: 3,
          invitations: 2,
          responses: 1,
          letters: 3,
          deliveries: 1,
          requests: 2,
          tasks: 1,
          idempotency: 1,
        },
      },
    })
    expect(new Set(before.map((trace) => trace.split(': ')[1]))).toEqual(
      new Set([...words, her.email, digests(her.email)[0]]),
    )
    expect(await tracesOf(world().db, all)).toEqual([`opt_outs.address_hash: ${digests(her.email)[0]}`])
    expect(await see(closed)).toMatchObject({ outcome: 'scored', score, invitations: { answered: 1 } })
    for (const token of tokens) {
      expect((await call('GET', `/v1/surveys/${token}`)).status).toBe(404)
      expect((await answer(token, { overall: 1 })).status).toBe(404)
      expect((await world().app.inject({ url: `/s/${token}` })).statusCode).toBe(404)
    }

    await answer(tokenIn(await mail(him.email, 'two minutes')), { overall: 3 })
    await until(asked, { outcome: 'scored', score: { n: 1 }, invitations: { answered: 1, erased: 1 } })
    await reachGates(gates)
    await until(gates, { waitingFor: { what: 'contacts', owedBy: 'partner' } })
    await name(gates, [person('stand-in')])
    await mail('stand-in@contoso.example', 'two minutes')
    for (const [id, program] of [[closed], [asked, 'second'], [gates]] as const) {
      const told = everythingIn(await world().workflow(id, program).fetchHistory())
      expect(all.filter((word) => told.toLowerCase().includes(word.toLowerCase()))).toEqual([])
    }
  })

  it('[MX-10] is proved in the audit trail by key, time and numbers, and by nothing that names the person', async () => {
    const { asked, her } = await threefold('proved')

    const { body } = await erase(her.email)

    const entries = await world()
      .db.selectFrom('audit')
      .selectAll()
      .where(sql<string>`about ->> 'erasure'`, '=', body.erasure)
      .orderBy('id')
      .execute()
    expect(entries.map((entry) => entry.what)).toEqual(['erased', 'erased', 'erased', 'person.erased'])
    expect(entries.at(-1)).toMatchObject({ actor: expect.stringMatching(/^key_/), about: { rows: body.rows } })
    const timeline = (await portal(world()).see(asked)).timeline
    expect(timeline).toContainEqual(expect.objectContaining({ what: 'erased', erasure: body.erasure }))
  })

  it('finds nothing the second time, and nothing of somebody who was never here', async () => {
    await threefold('twice')
    await erase('twice@contoso.example')

    for (const email of ['twice@contoso.example', 'nobody@nowhere.example']) {
      const again = await erase(email)
      expect(again.status).toBe(200)
      expect(new Set(Object.values(again.body.rows))).toEqual(new Set([0]))
    }
    expect(await tracesOf(world().db, digests('nobody@nowhere.example'))).toEqual([])
  })

  it('[MX-13] goes on where it broke off when it is asked for again, and proves the whole', async () => {
    const { her, asked } = await threefold('broken')
    await sql`create function break_off() returns trigger language plpgsql as $$ begin
      if old.engagement_id = ${sql.lit(asked)} then raise exception 'broken off'; end if; return old; end $$`.execute(
      world().db,
    )
    await sql`create trigger break_off before delete on contacts for each row execute function break_off()`.execute(
      world().db,
    )

    const broken = await erase(her.email, { 'idempotency-key': 'again' })
    await sql`drop trigger break_off on contacts`.execute(world().db)
    const again = await erase(her.email, { 'idempotency-key': 'again' })
    const once = await erase(her.email, { 'idempotency-key': 'again' })

    expect(broken.status).toBe(500)
    expect(again.body.rows).toMatchObject({ contacts: 3, letters: 3, responses: 1 })
    expect(once).toEqual(again)
    const proofs = await world()
      .db.selectFrom('audit')
      .select('about')
      .where('what', '=', 'person.erased')
      .where(sql<string>`about ->> 'erasure'`, '=', again.body.erasure)
      .execute()
    expect(proofs).toHaveLength(1)
    expect(await tracesOf(world().db, [...disguises(her.email), ...digests(her.email)])).toEqual([])
  })

  it('asks nobody who was erased when the engagement is opened again', async () => {
    const { call, until, mails } = portal(world(), 'operator')
    const { her, closed } = await threefold('reopened')
    const sent = (await mails(her.email)).length
    await erase(her.email)

    expect((await call('POST', `/v1/engagements/${closed}/reopen`)).body).toEqual({ contacts: [] })

    await until(closed, { outcome: 'scored' })
    expect(await mails(her.email)).toHaveLength(sent)
  })

  it('takes the key of an operator, and an Idempotency-Key for one person alone', async () => {
    const { her } = await threefold('keyed')
    const headers = { 'idempotency-key': 'one' }
    const first = await erase('somebody-else@contoso.example', headers)

    const other = await erase(her.email, headers)

    expect([first.status, other.status]).toEqual([200, 422])
    expect(await tracesOf(world().db, [her.email])).not.toEqual([])
    for (const role of ['owner', 'psm', 'partner'] as const) {
      const { status } = await portal(world()).call('POST', '/v1/people/erase', { body: { email: her.email }, role })
      expect(status).toBe(403)
    }
  })
})

describe('a letter on its way to somebody who is erased', () => {
  it('[MX-04] does not leave, and those it was to leave with do', async () => {
    const { open, name, reachGates, mail, mails, until } = portal(world())
    const { plan, letters } = ledger(world())
    const id = await open('on-its-way')
    await name(id, [person('gone'), person('still-here')])
    await plan({ mode: '500', times: 1_000 })
    await reachGates(id)
    await expect.poll(() => letters(id)).toHaveLength(2)

    await erase('gone@contoso.example')
    await plan({ mode: 'none', times: 1 })

    await mail('still-here@contoso.example', 'two minutes')
    expect(await mails('gone@contoso.example')).toEqual([])
    await until(id, { invitations: { invited: 1, erased: 1 } })
    const rows = await world().db.selectFrom('letters').selectAll().where('engagement_id', '=', id).execute()
    expect(rows.filter(({ status }) => status === 'skipped')).toMatchObject([{ reason: 'erased', payload: null }])
  })

  it('[MX-13] that had left with others, unknown to us, leaves the others to a person and never twice', async () => {
    const { open, name, reachGates, mail, mails } = portal(world())
    const { plan, letters } = ledger(world())
    const id = await open('had-left')
    await name(id, [person('had-left'), person('left-beside')])
    await plan({ mode: 'drop', times: 1 })
    await reachGates(id)
    await mail('left-beside@contoso.example', 'two minutes')

    await erase('had-left@contoso.example')

    await expect
      .poll(async () => (await letters(id)).toSorted())
      .toEqual([expect.stringMatching(/skipped$/), 'survey-invitation to left-beside: unresolved'])
    expect(await mails('left-beside@contoso.example')).toHaveLength(1)
  })
})
