import { describe, expect, it } from 'vitest'
import { detailsOf, everythingIn } from '../support/history.ts'
import { emailOf, relationship } from '../support/relationship.ts'
import { useWorld } from '../support/world.ts'

// a year passes in a minute, unless the renewal is moved
const world = useWorld({ day: '200ms' })

describe('a customer relationship under the CSAT Index', () => {
  it('[CI-09] cannot be opened while nobody knows when the membership renews', async () => {
    const { tryToOpen } = relationship(world())

    expect(await tryToOpen('too-early')).toMatchObject({
      status: 422,
      body: { type: 'urn:plaudit:problem:membership.renewal-missing', errors: [{ field: '/partnerId' }] },
    })
  })

  it('[CI-09] [MX-02] waits for contacts without a letter to the partner, and says until when', async () => {
    const { renewsIn, openOne, until, mails } = relationship(world())
    await renewsIn(360)
    const id = await openOne('quiet')

    const { waitingFor } = await until(id, { stage: 'contacts', waitingFor: { what: 'contacts', owedBy: 'partner' } })

    expect(Date.parse(waitingFor.until)).toBeGreaterThan(Date.now())
    expect(await mails('projects@fabrikam.example')).toEqual([])
    expect(await detailsOf(world().workflow(id, 'csat-index'))).toContain('Waiting for contacts')
  })

  it('[CI-05] [CI-09] stays open when all have answered: whoever is named later is asked, reminded once, and may answer', async () => {
    const { renewsIn, invited, nameAll, respond, until, see, mail, mails } = relationship(world())
    await renewsIn(360)
    const id = await invited('all-year', ['early'])
    expect((await respond('early', { answers: { overall: 4 } })).status).toBe(201)

    await nameAll(id, ['late', 'mute'])
    await mail(emailOf('mute'), 'Reminder')
    expect((await respond('late', { answers: { overall: 3 } })).status).toBe(201)
    expect(await see(id)).toMatchObject({ stage: 'survey', waitingFor: { what: 'answers', owedBy: 'customer' } })
    await renewsIn(1)
    const closed = await until(id, { stage: 'closed', outcome: 'scored' })

    expect(closed.score).toMatchObject({ value: 150, n: 2 })
    expect(await mails(emailOf('mute'))).toHaveLength(2)
    expect(await mails(emailOf('early'))).toHaveLength(1)
    const late = await respond('mute', { answers: { overall: 1 } })
    expect(late).toMatchObject({ status: 410, body: { type: 'urn:plaudit:problem:survey.expired' } })
  })

  it('[CI-09] ends without contacts or without an answer on the day of the renewal', async () => {
    const { renewsIn, openOne, invited, until } = relationship(world())
    await renewsIn(360)
    const nobody = await openOne('nobody')
    const silent = await invited('silent', ['silent'])
    await renewsIn(1)

    await until(nobody, { stage: 'closed', outcome: 'no-contacts' })
    await until(silent, { stage: 'closed', outcome: 'no-response' })
  })

  it('[CI-09] follows a renewal that is moved while it is open, to a later and to an earlier day', async () => {
    const { renewsIn, invited, until, see, openOne } = relationship(world())
    await renewsIn(180)
    const id = await invited('moved', ['moved'])
    const empty = await openOne('moved-empty')
    const before = await until(empty, { waitingFor: { what: 'contacts' } })
    await renewsIn(364)

    const after = await see(empty)
    expect(Date.parse(after.waitingFor.until)).toBeGreaterThan(Date.parse(before.waitingFor.until) + 20_000)
    const day = after.waitingFor.until.slice(0, 16).replace('T', ' ')
    await expect.poll(() => detailsOf(world().workflow(empty, 'csat-index')), { timeout: 30_000 }).toContain(day)
    expect(after.timeline.at(-1)).toMatchObject({ what: 'renewal.moved' })

    await renewsIn(1)
    await until(id, { stage: 'closed', outcome: 'no-response' })
    await until(empty, { stage: 'closed', outcome: 'no-contacts' })
  })

  it('[CI-02] shows in Temporal neither how many answered nor what', async () => {
    const { renewsIn, invited, respond, until } = relationship(world())
    await renewsIn(360)
    const id = await invited('discreet', ['discreet'])
    const answers = { overall: 2, comment: 'an unmistakable remark' }
    await respond('discreet', { answers, anonymous: true })
    const handle = world().workflow(id, 'csat-index')
    await expect.poll(async () => everythingIn(await handle.fetchHistory())).toMatch(/how.{3,5}answered/)

    expect(await detailsOf(handle)).not.toContain('answered')
    expect(everythingIn(await handle.fetchHistory())).not.toContain('unmistakable')
    await renewsIn(1)
    await until(id, { stage: 'closed' })
  })

  it('[CI-09] is opened again until the renewal after that', async () => {
    const { renewsIn, openOne, invited, respond, call, until, nameAll } = relationship(world())
    await renewsIn(360)
    const id = await invited('again', ['again'])
    await respond('again', { answers: { overall: 4 } })
    await renewsIn(1)
    await until(id, { stage: 'closed', outcome: 'scored' })
    await renewsIn(360)

    await call('POST', `/v1/engagements/${id}/reopen`, { role: 'operator' })
    await nameAll(id, ['newcomer'])
    expect((await respond('newcomer', { answers: { overall: 2 } })).status).toBe(201)

    await renewsIn(1)
    await until(id, { stage: 'closed', score: { n: 2 } })
    expect(await openOne('unrelated')).toMatch(/^eng_/)
  })
})
