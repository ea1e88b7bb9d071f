import { describe, expect, it } from 'vitest'
import { ledger, person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

function steer() {
  const { call } = portal(world())
  return {
    terminate: (id: string) => call('POST', `/v1/engagements/${id}/terminate`, {}),
    reopen: (id: string) => call('POST', `/v1/engagements/${id}/reopen`, { role: 'operator' }),
  }
}

async function invited(externalId: string, who: string): Promise<string> {
  const { open, reachGates, name, until } = portal(world())
  const id = await open(externalId)
  await name(id, [person(who)])
  await reachGates(id)
  await until(id, { stage: 'survey', invitations: { invited: 1 } })
  return id
}

describe('ending an engagement before its time', () => {
  it('works at the gates, while contacts are missing and while the survey is out', async () => {
    const { open, reachGates, until, see } = portal(world())
    const { terminate } = steer()
    const atGates = await open('end-gates')
    const atContacts = await open('end-contacts')
    await reachGates(atContacts)
    await until(atContacts, { stage: 'contacts' })
    const atSurvey = await invited('end-survey', 'ended')

    for (const id of [atGates, atContacts, atSurvey]) expect((await terminate(id)).status).toBe(202)

    for (const id of [atGates, atContacts, atSurvey])
      await until(id, { stage: 'closed', outcome: 'terminated', waitingFor: null })
    expect((await terminate(atGates)).status).toBe(409)
    expect((await see(atSurvey)).score).toBeNull()
  })

  it('can be reported by the portal as a fact', async () => {
    const { open, report, until } = portal(world())
    const id = await open('end-fact')

    await report(id, { type: 'terminated' })

    await until(id, { outcome: 'terminated' })
  })

  it('can be asked for in the Temporal UI: a cancelled workflow closes its engagement', async () => {
    const { until } = portal(world())
    const id = await invited('end-cancelled', 'cancelled')

    await world().workflow(id).cancel()

    await until(id, { stage: 'closed', outcome: 'terminated' })
    expect((await world().workflow(id).describe()).status.name).toBe('COMPLETED')
  })

  it('is undone by the next fact when somebody terminates the workflow itself', async () => {
    const { report, until, mail, tokenIn, answer } = portal(world())
    const { count } = ledger(world())
    const id = await invited('end-killed', 'killed')
    await world().workflow(id).terminate()

    await report(id, { type: 'milestone', percent: 50 })

    await expect
      .poll(async () => (await world().workflow(id).describe()).status.name, { timeout: 8_000 })
      .toBe('RUNNING')
    await answer(tokenIn(await mail('killed@contoso.example', 'two minutes')), { overall: 4 })
    await until(id, { outcome: 'scored' })
    expect(await count(id, 'survey-invitation')).toBe(1)
  })
})

describe('reopening an engagement', () => {
  it('is for the operator, and for closed engagements', async () => {
    const { open, call } = portal(world())
    const id = await open('reopen-refused')

    expect((await call('POST', `/v1/engagements/${id}/reopen`, { role: 'partner' })).status).toBe(403)
    expect((await call('POST', `/v1/engagements/${id}/reopen`, { role: 'operator' })).status).toBe(409)
  })

  it('[PC-10] asks those anew who had answered, and a new answer takes the place of the old one', async () => {
    const { mail, mails, tokenIn, answer, until } = portal(world())
    const id = await invited('reopen-scored', 'changed')
    const token = tokenIn(await mail('changed@contoso.example', 'two minutes'))
    await answer(token, { overall: 1 })
    await until(id, { outcome: 'scored', score: { value: 0 } })

    expect((await steer().reopen(id)).status).toBe(202)

    await until(id, { stage: 'survey', outcome: null })
    expect((await mails('changed@contoso.example')).filter((one) => one.subject.includes('two minutes'))).toHaveLength(
      2,
    )
    expect((await answer(token, { overall: 4 })).status).toBe(201)
    await until(id, { outcome: 'scored', score: { value: 200, n: 1 } })
    const kept = await world()
      .db.selectFrom('responses')
      .select('superseded_at')
      .where('engagement_id', '=', id)
      .execute()
    expect(kept.filter((response) => response.superseded_at)).toHaveLength(1)
  })

  it('keeps the earlier score when nobody answers again', async () => {
    const { mail, tokenIn, answer, until } = portal(world())
    const id = await invited('reopen-kept', 'content')
    await answer(tokenIn(await mail('content@contoso.example', 'two minutes')), { overall: 4 })
    await until(id, { outcome: 'scored' })

    await steer().reopen(id)
    await until(id, { stage: 'survey' })

    await until(id, { outcome: 'scored', score: { value: 200, n: 1 } })
  })

  it('asks the partner again after no-contacts, and goes on with those named then', async () => {
    const { open, reachGates, name, until } = portal(world())
    const { count } = ledger(world())
    const id = await open('reopen-contacts')
    await reachGates(id)
    await until(id, { outcome: 'no-contacts' })

    await steer().reopen(id)
    await until(id, { stage: 'contacts', waitingFor: { owedBy: 'partner' } })
    await name(id, [person('found')])

    await until(id, { stage: 'survey', invitations: { invited: 1 } })
    expect(await count(id, 'contact-request')).toBe(2)
  })

  it('waits for other contacts after not-eligible', async () => {
    const { open, reachGates, name, until } = portal(world())
    const id = await open('reopen-eligible')
    await reachGates(id)
    await name(id, [person('barred', { surveyEligible: 'no' })])
    await until(id, { outcome: 'not-eligible' })

    await steer().reopen(id)
    await until(id, { stage: 'contacts' })
    await name(id, [person('allowed')])

    await until(id, { stage: 'survey', invitations: { invited: 1, 'not-eligible': 1 } })
  })

  it('goes on after terminated, with what was reported while it was closed', async () => {
    const { open, report, until } = portal(world())
    const id = await open('reopen-terminated')
    await steer().terminate(id)
    await until(id, { outcome: 'terminated' })
    expect((await report(id, { type: 'milestone', percent: 20 })).body).toEqual({ status: 'after-close' })
    expect((await report(id, { type: 'payment', status: 'completed' })).body).toEqual({ status: 'after-close' })

    await steer().reopen(id)

    await until(id, { stage: 'contacts' })
  })

  it('[FT-09] asks and reminds anew those who had not answered', async () => {
    const { until } = portal(world())
    const { count } = ledger(world())
    const id = await invited('reopen-silent', 'silent')
    await until(id, { outcome: 'no-response' })

    await steer().reopen(id)

    await until(id, { stage: 'survey' })
    await until(id, { outcome: 'no-response' })
    expect([await count(id, 'survey-invitation'), await count(id, 'survey-reminder')]).toEqual([2, 2])
  })
})
