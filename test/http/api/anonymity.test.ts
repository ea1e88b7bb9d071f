import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { emailOf, relationship } from '../../support/relationship.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })
const names = ['ann', 'ben', 'cem', 'dea', 'eli', 'fay', 'gus', 'hal']
const commentOf = (name: string) => `remark ${names.indexOf(name)} of nobody`
let id = ''

describe('an anonymous answer', () => {
  it('[CI-02] is taken from whoever chooses so, beside those of people who are named', async () => {
    const { renewsIn, invited, respond, until } = relationship(world())
    await renewsIn(300)
    id = await invited('anonymous', [...names, 'known', 'silent'])
    await until(id, { stage: 'survey' })
    for (const [i, name] of names.entries()) {
      const body = { answers: { overall: 1 + (i % 4), comment: commentOf(name) }, language: 'de', anonymous: true }
      expect((await respond(name, body)).status).toBe(201)
    }
    await respond('known', { answers: { overall: 4 } })
  })

  it('[CI-02] shares nothing with any other row but partner, program and month', async () => {
    const { db } = world()
    const rows = await db.selectFrom('responses').selectAll().where('anonymous', '=', true).execute()
    expect(rows).toHaveLength(names.length)
    const [first] = rows
    const own = ['id', 'answers']
    for (const row of rows) {
      const shared = Object.entries(row).filter(([column]) => !own.includes(column))
      expect(shared).toEqual(Object.entries(first ?? {}).filter(([column]) => !own.includes(column)))
      expect(row).toMatchObject({ engagement_id: null, invitation_id: null, language: null, country: null })
    }
    expect(await tablesWith(rows.map((row) => row.id))).toEqual(['responses'])
    expect(await tablesWith(['of nobody'])).toEqual(['responses'])
  })

  it('[CI-02] lies in no order that tells who answered when, and was written by no transaction that does', async () => {
    const { rows } = await sql<{ comment: string; writer: string }>`
      select answers ->> 'comment' as comment, xmin::text as writer from responses where anonymous order by ctid`.execute(
      world().db,
    )
    const byId = await world()
      .db.selectFrom('responses')
      .select('answers')
      .where('anonymous', '=', true)
      .orderBy('id')
      .execute()

    const inOrder = names.map(commentOf)
    expect(rows.map(({ comment }) => comment).toSorted()).toEqual(inOrder)
    expect(rows.map(({ comment }) => comment)).not.toEqual(inOrder)
    expect(byId.map(({ answers }) => answers['comment'])).not.toEqual(inOrder)
    expect(new Set(rows.map(({ writer }) => writer)).size).toBe(1)
  })

  it('[CI-02] [CI-08] counts for its organisation by evidence that says nothing else', async () => {
    const evidence = await world().db.selectFrom('evidence').selectAll().where('anonymous', '=', true).execute()

    expect(evidence).toHaveLength(names.length)
    for (const piece of evidence)
      expect(piece).toMatchObject({ organisation: 'contoso', engagement_id: null, value: null, source: piece.id })
    expect(new Set(evidence.map(({ at, recorded_at }) => `${at.getTime()} ${recorded_at.getTime()}`)).size).toBe(1)
  })

  it.each(['partner', 'psm', 'survey-manager'] as const)(
    '[CI-02] shows a %s everybody alike, whoever answered',
    async (role) => {
      const { call } = relationship(world())
      const { body: engagement } = await call('GET', `/v1/engagements/${id}`, { role })
      const { body: letters } = await call('GET', `/v1/engagements/${id}/letters`, { role })
      const contacts = await call('GET', `/v1/engagements/${id}/contacts`, { role })

      expect(engagement.invitations).toEqual({ invited: names.length + 2 })
      expect(engagement.waitingFor).toMatchObject({ what: 'answers', owedBy: 'customer' })
      expect(JSON.stringify([engagement, letters])).not.toMatch(/answered|declined|survey-/)
      expect(contacts.status).toBe(200)
      expect(new Set(contacts.body.contacts.map(({ status }: { status: string }) => status))).toEqual(
        new Set(['invited']),
      )
    },
  )

  it('[CI-02] is not told by sending the survey again, nor by a change of who may be asked', async () => {
    const { call, nameAll } = relationship(world())
    const answer = await call('POST', `/v1/engagements/${id}/resend`)
    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:plaudit:problem:engagement.discreet' } })

    await nameAll(id, ['ann', 'silent'], { surveyEligible: 'no' })
    const { body } = await call('GET', `/v1/engagements/${id}`)
    expect(body.invitations).toEqual({ invited: names.length, 'not-eligible': 2 })
    await nameAll(id, ['ann', 'silent'])
    expect((await call('GET', `/v1/engagements/${id}`)).body.invitations).toEqual({ invited: names.length + 2 })
  })

  it('[CI-02] [MX-06] is given once; repeated it changes nothing, and a named one cannot follow', async () => {
    const { respond } = relationship(world())

    expect((await respond('ben', { answers: { overall: 1 }, anonymous: true })).status).toBe(201)
    expect((await respond('ben', { answers: { overall: 1 } })).status).toBe(409)

    const { count } = await world()
      .db.selectFrom('responses')
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(names.length + 1)
  })

  it('[CI-02] [MX-04] is in no export of its author, and stays when they are erased', async () => {
    const { call } = relationship(world())
    const body = { email: emailOf('ann') }
    const exported = await call('POST', '/v1/people/export', { role: 'operator', body })
    await call('POST', '/v1/people/erase', { role: 'operator', body })

    expect(exported.body.responses).toEqual([])
    expect(JSON.stringify(exported.body)).not.toContain('of nobody')
    const kept = await world().db.selectFrom('responses').select('answers').where('anonymous', '=', true).execute()
    expect(kept.map(({ answers }) => answers['comment'])).toContain(commentOf('ann'))
  })
})

describe('a survey manager', () => {
  it('[CI-15] [MX-04] is named by the membership, found by an export and gone after an erasure', async () => {
    const { renewsIn, call } = relationship(world())
    const surveyManager = { name: 'Mona Lind', email: 'mona@fabrikam.example' }
    expect(await renewsIn(300, { surveyManager })).toMatchObject({ surveyManager })
    const body = { email: surveyManager.email }

    const exported = await call('POST', '/v1/people/export', { role: 'operator', body })
    await call('POST', '/v1/people/erase', { role: 'operator', body })

    expect(exported.body.memberships).toMatchObject([{ id: 'fabrikam', managerName: 'Mona Lind' }])
    expect((await call('GET', '/v1/partners/fabrikam/memberships/csat-index')).body).not.toHaveProperty('surveyManager')
    expect(await tablesWith(['Mona', 'mona@'])).toEqual([])
  })
})

/** Where in the whole database any of some texts stands. */
async function tablesWith(texts: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(world().db)
  const found: string[] = []
  for (const { name } of rows) {
    const hit =
      await sql`select 1 from ${sql.table(name)} t where t::text like any(${texts.map((text) => `%${text}%`)}::text[]) limit 1`.execute(
        world().db,
      )
    if (hit.rows.length > 0) found.push(name)
  }
  return found
}
