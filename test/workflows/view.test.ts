import { describe, expect, it } from 'vitest'
import { activitiesOf, detailsOf, timersOf } from '../support/history.ts'
import { survey } from '../support/invited.ts'
import { person } from '../support/ledger.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '300ms' })

describe('what a PSM sees in the Temporal UI', () => {
  it('is the engagement under its own id, with what it is about', async () => {
    const { open, report } = survey(world())
    const id = await open('named')
    await report(id, { type: 'milestone', percent: 10 })
    await expect.poll(() => details(id)).toContain('payment')

    const description = await world().client.workflow.getHandle(`fasttrack/${id}`).describe()

    expect(await description.staticSummary()).toBe('FastTrack · Exchange · Fabrikam for Contoso')
    expect(description.type).toBe('engagement')
  })

  it('[MX-02] is at every stage what is owed, by whom, until when, with a link to the engagement', async () => {
    const { open, report, until, name, mail, rate } = survey(world())
    const id = await open('stages')
    const link = `[Open the engagement](${world().publicUrl}/console/engagements/${id})`

    await expect
      .poll(() => details(id))
      .toContain('- milestone of 10%, owed by the **partner**\n- payment, owed by the **owner**')
    expect(await details(id)).toContain(link)
    await report(id, { type: 'milestone', percent: 10 })
    await expect.poll(() => details(id)).toMatch(/Waiting for\n\n- payment, owed by the \*\*owner\*\*\n\n/)
    await report(id, { type: 'payment', status: 'completed' })
    await until(id, { stage: 'contacts', waitingFor: { owedBy: 'partner' } })
    await expect
      .poll(() => details(id))
      .toMatch(/Waiting for contacts\n\nowed by the \*\*partner\*\* until \*\*\d{4}-\d\d-\d\d \d\d:\d\d UTC\*\*/)
    await until(id, { waitingFor: { owedBy: 'psm' } })
    await expect.poll(() => details(id)).toMatch(/owed by the \*\*psm\*\* until/)
    await name(id, [person('looks'), person('waits')])
    await mail('looks@contoso.example', 'two minutes')
    await expect.poll(() => details(id)).toMatch(/Waiting for answers\n\nowed by the \*\*customer\*\* until/)
    expect(await details(id)).toContain('0 of 2 contacts answered')
    await rate('looks', 4)
    await expect.poll(() => details(id)).toContain('1 of 2 contacts answered')
    await rate('waits', 4)

    await until(id, { outcome: 'scored' })
    await expect.poll(() => details(id)).toMatch(/Closed: scored\n\nNSAT \*\*200\*\* \(n = 2, 95%: [\d.]+ to 200\)/)
    expect(await details(id)).toContain(link)
  })

  it('names every letter and every wait in the history', async () => {
    const { invited, until, rate } = survey(world())
    const id = await invited('summaries', ['first', 'second'])
    await until(id, { invitations: { reminded: 2 } })
    await rate('first', 4)
    await rate('second', 4)
    await until(id, { outcome: 'scored' })

    const history = await world().workflow(id).fetchHistory()

    const summaries = activitiesOf(history).map(({ summary }) => summary)
    expect(summaries.slice(0, 2)).toEqual(['"survey-invitation to 2 contacts"', '"survey-reminder to 2 contacts"'])
    expect(summaries.at(-1)).toBe('"close: surveyed"')
    expect(timersOf(history).map(({ summary }) => summary)).toEqual(
      Array.from({ length: 2 }, () => '"until the contacts answer"'),
    )
  })

  it('can be filtered by partner, PSM, stage, escalation, deadline and score', async () => {
    const { open, reachGates, until, report, invited, rate } = survey(world())
    const escalated = await open('filtered-escalated')
    await reachGates(escalated)
    const scored = await invited('filtered-scored', ['filtered'])
    await rate('filtered', 4)
    await until(scored, { outcome: 'scored' })
    await until(escalated, { waitingFor: { owedBy: 'psm' } })

    await expect
      .poll(() => found("Partner = 'fabrikam' AND DueAt < '2100-01-01T00:00:00Z' AND Escalated = true"))
      .toContain(escalated)
    expect(await found("Partner = 'northwind'")).toEqual([])
    await expect.poll(() => found("Program = 'fasttrack' AND Stage = 'closed' AND Score > 80")).toContain(scored)
    await expect.poll(() => found("Psm = 'psm-nora' AND Stage = 'contacts'")).toContain(escalated)
    expect(await found("Stage = 'closed'")).not.toContain(escalated)

    await report(escalated, { type: 'payment', status: 'reversed' })
    await expect.poll(() => found("Stage = 'gates' AND Escalated = false AND DueAt IS NULL")).toContain(escalated)
  })
})

function details(id: string): Promise<string> {
  return detailsOf(world().workflow(id)).catch(() => 'there is no workflow yet')
}

/** Engagements of this world that a list in the Temporal UI shows for a query. */
async function found(query: string): Promise<readonly string[]> {
  const own = (await world().db.selectFrom('engagements').select('id').execute()).map(({ id }) => id)
  const listed: string[] = []
  for await (const { workflowId } of world().client.workflow.list({ query }))
    listed.push(workflowId.split('/')[1] ?? '')
  return listed.filter((id) => own.includes(id))
}
