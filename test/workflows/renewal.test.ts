import { describe, expect, it } from 'vitest'
import { detailsOf } from '../support/history.ts'
import { ledger, person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '2s' })

describe('an engagement whose history grows long', () => {
  it('[MX-13] goes on in new runs while it is sent again and again, and each letter leaves once', async () => {
    const { call, until, answer, tokenIn, mail } = portal(world())
    const { untilLetters, expectEachLetterDeliveredOnce } = ledger(world())
    const names = ['steady', 'silent']
    const id = await invited('resent', names)
    const letters = names.map((name) => `survey-invitation to ${name}: sent`)

    for (let resends = 0; resends < 35; resends += 1) {
      await call('POST', `/v1/engagements/${id}/resend`, {})
      letters.push(...names.map((name) => `survey-invitation to ${name}: sent`))
      await expect.poll(() => ledger(world()).count(id, 'survey-invitation')).toBe(letters.length)
    }

    expect(await runsOf(id)).toBeGreaterThan(1)
    expect(await detailsOf(world().workflow(id))).toContain('Waiting for answers')
    expect((await world().workflow(id).describe()).searchAttributes).toMatchObject({ Stage: ['survey'] })
    await answer(tokenIn(await mail('steady@contoso.example', 'two minutes')), { overall: 4 })
    await mail('silent@contoso.example', 'Reminder')
    await answer(tokenIn(await mail('silent@contoso.example', 'Reminder')), { overall: 4 })
    await until(id, { outcome: 'scored', score: { value: 200, n: 2 } })
    await untilLetters(id, expect.arrayContaining(['survey-reminder to silent: sent']))
    expect(await ledger(world()).count(id, 'survey-reminder')).toBe(1)
    expect(await ledger(world()).count(id, 'survey-thanks')).toBe(2)
    await expectEachLetterDeliveredOnce()
    await expectAllApplied(id)
  })

  it('[MX-13] loses no answer of many contacts who answer one by one', async () => {
    const { until, answer, tokenIn, mail } = portal(world())
    const names = Array.from({ length: 60 }, (_, i) => `many${i}`)
    const id = await invited('many', names)

    for (const [i, name] of names.entries()) {
      await answer(tokenIn(await mail(`${name}@contoso.example`, 'two minutes')), { overall: 3 })
      await expect.poll(() => ledger(world()).count(id, 'survey-thanks')).toBe(i + 1)
    }

    await until(id, { outcome: 'scored', score: { n: 60 }, invitations: { answered: 60 } })
    expect(await ledger(world()).count(id, 'survey-thanks')).toBe(60)
    expect(await runsOf(id)).toBeGreaterThan(1)
    await expectAllApplied(id)
  })

  it('[MX-13] remembers at its gates what was reported before', async () => {
    const { open, report, until } = portal(world())
    const id = await open('gates')
    await report(id, { type: 'payment', status: 'completed' })
    for (let reports = 0; reports < 500 && (await runsOf(id)) < 2; reports += 1) {
      await report(id, { type: 'milestone', percent: reports / 100 })
    }
    expect(await runsOf(id)).toBeGreaterThan(1)

    await report(id, { type: 'milestone', percent: 10 })

    await until(id, { stage: 'contacts' })
  })
})

async function invited(externalId: string, names: readonly string[]): Promise<string> {
  const { open, reachGates, name, until } = portal(world())
  const id = await open(externalId)
  await name(
    id,
    names.map((one) => person(one)),
  )
  await reachGates(id)
  await until(id, { stage: 'survey', invitations: { invited: names.length } })
  return id
}

/** How many runs the workflow of an engagement has had. */
async function runsOf(engagementId: string): Promise<number> {
  const { client, workflow } = world()
  const { workflowId } = workflow(engagementId)
  const runs = []
  for await (const run of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) runs.push(run.runId)
  return runs.length
}

async function expectAllApplied(id: string): Promise<void> {
  const engagements = world().db.selectFrom('engagements').select(['accepted', 'applied'])
  const { accepted, applied } = await engagements.where('id', '=', id).executeTakeFirstOrThrow()
  expect(applied).toBe(accepted)
}
