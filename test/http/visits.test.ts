import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { addOptOut } from '../../src/db/optOuts.ts'
import { publishProgram } from '../../src/db/programs.ts'
import { join, pulse, soon } from '../support/ownUrl.ts'
import { visitors } from '../support/visitor.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour', interval: '90 days' })

beforeAll(async () => {
  await join(world())
  await visitors(world()).choose('fabrikam')
  await visitors(world()).choose('northwind', { partner: 'northwind' })
})

describe("a membership's own address", () => {
  it('[CI-05] holds an answer, visibly uncounted, until it is confirmed from the work address', async () => {
    const { visit, held, engagementsOf, tokenOf, confirm } = visitors(world())

    const sent = await visit('fabrikam', 'ada@adatum.example', { recommend: '9', comment: 'Good people.' })
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/p/fabrikam?thanks=1&lang=en-US'])
    expect((await world().app.inject('/p/fabrikam?thanks=1')).body).toContain('check your inbox')
    const token = await tokenOf('ada@adatum.example')
    const page = await world().app.inject(`/s/${token}/confirm`)
    expect(page.body).toMatch(/Very satisfied[^]*9[^]*Good people\./)
    expect(await held()).toBe(1)
    expect(await engagementsOf('adatum.example')).toMatchObject([{ partner: 'fabrikam', answers: null }])
    expect(await evidenceOf('adatum.example')).toEqual([])

    const before = Date.now()
    const confirmed = await confirm(token)

    expect(confirmed.headers.location).toBe(`/s/${token}?thanks=1&lang=en-US`)
    const [kept] = await engagementsOf('adatum.example')
    expect(kept).toMatchObject({ answers: { overall: 4, recommend: 9, comment: 'Good people.' }, set_aside: null })
    expect(kept?.submitted_at?.getTime()).toBeLessThan(before)
    expect(await evidenceOf('adatum.example')).toEqual([{ value: 4, at: kept?.submitted_at, excluded: null }])
    expect(await held()).toBe(0)
  })

  it('[CI-08] counts for the customer the partner named somebody of, in the same engagement', async () => {
    const { visit, tokenOf, confirm, engagementsOf } = visitors(world())
    const id = await openFor('relecloud', 'bea@relecloud.example')

    await visit('fabrikam', 'cem@eu.relecloud.example')
    await confirm(await tokenOf('cem@eu.relecloud.example'))

    expect(await engagementsOf('relecloud')).toMatchObject([{ id, answers: { overall: 4 } }])
    expect(await evidenceOf('relecloud')).toHaveLength(1)
  })

  it('[CI-05] lets an invited contact answer once, here or there', async () => {
    const { visit, mail, tokenIn, tokenOf, confirm, answer, engagementsOf, mails } = visitors(world())
    const id = await openFor('tailspin', 'dan@tailspin.example')
    const invitation = tokenIn(await mail('dan@tailspin.example', 'How did it go'))

    await visit('fabrikam', 'Dan@Tailspin.example', { overall: '3' })
    const token = await tokenOf('dan@tailspin.example')
    await confirm(token)

    expect(token).toBe(invitation)
    expect((await answer(invitation, { overall: 1 })).status).toBe(409)
    expect(await engagementsOf('tailspin')).toMatchObject([{ id, answers: { overall: 3 } }])
    expect(await mails('dan@tailspin.example')).toHaveLength(2)
  })

  it('[PV-01] asks to confirm at once whoever must be left in peace with requests', async () => {
    const { visit, call, mail, tokenOf } = visitors(world())
    await openFor('wingtip', 'eva@wingtip.example')
    await mail('eva@wingtip.example', 'How did it go')
    const deferred = await openFor('wingtip-2', 'eva@wingtip.example', 'northwind')
    const see = async () => (await call('GET', `/v1/engagements/${deferred}`, { role: 'operator' })).body
    await expect.poll(see).toMatchObject({ waitingFor: { what: 'allowed-day' } })

    await visit('northwind', 'eva@wingtip.example')

    await tokenOf('eva@wingtip.example')
    await expect.poll(see).toMatchObject({ waitingFor: { what: 'answers' }, invitations: { invited: 1 } })
  })

  it('[MX-07] says the same to who opted out, and keeps nothing', async () => {
    const { visit, engagementsOf } = visitors(world())
    await addOptOut(world().db, 'fay@proseware.example')

    const sent = await visit('fabrikam', 'fay@proseware.example')

    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/p/fabrikam?thanks=1&lang=en-US'])
    expect(await engagementsOf('proseware.example')).toEqual([])
  })

  it('[CI-05] writes to an address once a membership, and confirms what was shown', async () => {
    const { visit, tokenOf, shownAnswers, confirm, engagementsOf, mails } = visitors(world())
    await visit('fabrikam', 'gal@lamna.example', { overall: '4' })
    const token = await tokenOf('gal@lamna.example')
    const seen = await shownAnswers(token)

    await visit('fabrikam', 'gal@lamna.example', { overall: '1' })

    const stale = await confirm(token, seen)
    expect(stale.headers.location).toBe(`/s/${token}/confirm?lang=en-US`)
    expect(await engagementsOf('lamna.example')).toMatchObject([{ answers: null }])
    await confirm(token)
    expect(await engagementsOf('lamna.example')).toMatchObject([{ answers: { overall: 1 } }])
    expect(await mails('gal@lamna.example')).toHaveLength(1)
  })

  it('[CI-05] cannot be used to fill an inbox: about so many memberships a person is written to', async () => {
    const { choose, visit, mails, tokenOf, held } = visitors(world())
    const programs = ['pulse-1', 'pulse-2', 'pulse-3', 'pulse-4']
    for (const id of programs) {
      await publishProgram(world().db, { ...pulse, id })
      await world()
        .db.insertInto('memberships')
        .values({ partner_id: 'fabrikam', program_id: id, renews_on: soon })
        .execute()
      await choose(id, { program: id })
    }

    for (const id of programs) await visit(id, 'hal@margie.example')

    await tokenOf('hal@margie.example')
    expect(await Promise.all(programs.map((id) => held('fabrikam', id)))).toEqual([1, 1, 1, 0])
    await expect.poll(async () => (await mails('hal@margie.example')).length).toBe(3)
  })

  it.each([
    ['ian@gmail.com', 'Anyone can have an address with this email service'],
    ['ian@fabrikam.example', 'This address belongs to Fabrikam'],
    ['ian@plaudit.example', 'This address belongs to Fabrikam'],
    ['ian', 'Please enter the email address you have at work'],
    ['', 'Please enter the email address you have at work'],
  ])('[CI-05] refuses %j, says why, and keeps what was typed', async (email, sentence) => {
    const answer = await visitors(world()).visit('fabrikam', email, { comment: 'kept' })

    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(sentence)
    expect(answer.body).toMatch(/<textarea[^>]*>kept/)
    expect(answer.body).toContain('<a href="#q-email">')
  })

  it.each([
    ['too fast', {}],
    ['into the trap', { website: 'https://spam.example' }],
  ])('[MX-06] asks again who fills it in %s, and holds nothing', async (_, fields) => {
    const { post, engagementsOf } = visitors(world())
    const { body } = await world().app.inject('/p/fabrikam')
    const shown = /name="shown" value="([^"]+)"/.exec(body)?.[1] ?? ''

    const answer = await post('/p/fabrikam', { overall: '4', shown, email: 'jo@fourth.example', ...fields })

    expect(answer.body).toContain('That was very quick')
    expect(answer.body).toContain('value="jo@fourth.example"')
    expect(await engagementsOf('fourth.example')).toEqual([])
  })

  it('[CI-01] shows the partner numbers, never who came', async () => {
    const { visit, tokenOf, call, engagementsOf, confirm } = visitors(world())
    await visit('fabrikam', 'kim@munson.example')
    const token = await tokenOf('kim@munson.example')
    const [engagement] = await engagementsOf('munson.example')
    const id = engagement?.id ?? ''

    const look = async () => {
      const contacts = await call('GET', `/v1/engagements/${id}/contacts`)
      const view = await call('GET', `/v1/engagements/${id}`)
      expect(contacts.body).toEqual({ contacts: [] })
      expect(JSON.stringify(view.body)).not.toContain('kim')
      return view.body.invitations
    }
    expect(await look()).toEqual({ invited: 1 })
    await confirm(token)
    expect(await look()).toEqual({ answered: 1 })
  })

  it('[CI-05] is not open without a day of renewal, nor while too many answers wait, and says so', async () => {
    const { choose, visit, held } = visitors(world())
    const { db } = world()
    const membership = { partner_id: 'northwind', program_id: 'pulse-1' }
    await db
      .insertInto('memberships')
      .values({ ...membership, renews_on: null })
      .execute()
    await choose('no-day', { partner: 'northwind', program: 'pulse-1' })
    const closed = 'Northwind is not taking answers here at present.'
    const first = await visit('northwind', 'first@coho.example')
    expect(first.statusCode).toBe(303)
    await crowd('first@coho.example', 499)
    const full = await held('northwind')

    for (const slug of ['no-day', 'northwind']) {
      const seen = await world().app.inject(`/p/${slug}`)
      const sent = await visit(slug, 'late@coho.example')
      for (const { statusCode, body } of [seen, sent])
        expect([statusCode, body]).toEqual([410, expect.stringContaining(closed)])
    }
    expect(await held('northwind')).toBe(full)
    expect((await world().app.inject('/p/northwind?thanks=1')).statusCode).toBe(200)
  })

  it('[MX-06] changes nothing when it is looked at', async () => {
    const { visit, tokenOf, held } = visitors(world())
    await visit('fabrikam', 'lee@vanarsdel.example')
    const token = await tokenOf('lee@vanarsdel.example')
    const before = await held()

    for (const url of ['/p/fabrikam', '/p/fabrikam?thanks=1', `/s/${token}/confirm`, `/s/${token}`])
      expect((await world().app.inject(url)).statusCode).toBe(200)

    expect(await held()).toBe(before)
  })

  it('[CI-05] lets who did not answer close the matter, and then writes no more', async () => {
    const { visit, tokenOf, post, held, until, engagementsOf } = visitors(world())
    await visit('fabrikam', 'max@alpine.example')
    const token = await tokenOf('max@alpine.example')
    const before = await held()

    await post(`/s/${token}/decline`, {})

    expect(await held()).toBe(before - 1)
    const [engagement] = await engagementsOf('alpine.example')
    await until(engagement?.id ?? '', { invitations: { declined: 1 } })
  })
})

async function openFor(customer: string, email: string, partnerId = 'fabrikam'): Promise<string> {
  const { call } = visitors(world())
  const body = {
    program: 'pulse',
    partnerId,
    externalId: customer,
    customer: { id: customer, name: customer, country: 'DE' },
    subject: { kind: 'relationship', name: 'Fabrikam' },
  }
  const { id } = (await call('POST', '/v1/engagements', { body, role: 'operator' })).body
  await call('PUT', `/v1/engagements/${id}/contacts`, { body: [{ email }], role: 'operator' })
  return id
}

async function evidenceOf(organisation: string) {
  return world()
    .db.selectFrom('evidence')
    .select(['value', 'at', 'excluded'])
    .where('organisation', '=', organisation)
    .execute()
}

/** Has so many more answers wait beside somebody's. */
async function crowd(email: string, count: number): Promise<void> {
  const { db } = world()
  await sql`
    insert into contacts select (jsonb_populate_record(c, jsonb_build_object(
      'id', 'ctc_' || i, 'email', i || '@coho.example', 'address_hash', '\\x' || encode(sha256(i::text::bytea), 'hex')))).*
    from contacts c, generate_series(1, ${count}::int) i where c.email = ${email}`.execute(db)
  await sql`
    insert into invitations select (jsonb_populate_record(v, jsonb_build_object('id', 'inv_' || i, 'contact_id', 'ctc_' || i))).*
    from invitations v join contacts c on c.id = v.contact_id, generate_series(1, ${count}::int) i where c.email = ${email}`.execute(
    db,
  )
  await sql`
    insert into held_answers select 'inv_' || i, 'hld_' || i, h.submission
    from held_answers h join invitations v on v.id = h.invitation_id join contacts c on c.id = v.contact_id,
      generate_series(1, ${count}::int) i where c.email = ${email}`.execute(db)
}
