import { describe, expect, it } from 'vitest'
import { activitiesOf, detailsOf, everythingIn, timersOf } from '../support/history.ts'
import { person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

const planted = [
  'Wilhelmina',
  'Zuckerkandl',
  'wilhelmina.zuckerkandl@contoso.example',
  'Rumpelstilzchen',
  'Nora Lind',
  'nora@plaudit.example',
  'projects@fabrikam.example',
]

describe('the history of an engagement', () => {
  it('[MX-04] names no person: not in events, memo, search attributes, details or logs', async () => {
    const { open, reachGates, name, mail, tokenIn, answer, until } = portal(world())
    const id = await open('planted')
    await reachGates(id)
    await until(id, { waitingFor: { owedBy: 'psm' } })
    await name(id, [
      person('wilhelmina.zuckerkandl', { firstName: 'Wilhelmina', lastName: 'Zuckerkandl' }),
      person('other'),
    ])
    const token = tokenIn(await mail('wilhelmina.zuckerkandl@contoso.example', 'two minutes'))
    await answer(token, { overall: 4, comment: 'Rumpelstilzchen' })
    await answer(token, { overall: 'Rumpelstilzchen' })
    await until(id, { invitations: { reminded: 1, answered: 1 } })
    const details = await detailsOf(world().workflow(id))
    await until(id, { outcome: 'scored' })

    const handle = world().workflow(id)
    const said =
      everythingIn([await handle.fetchHistory(), (await handle.describe()).raw]) + details + world().log.join('')

    expect(said).toContain('contact-escalation to psm')
    expect(said).toContain('Fabrikam for Contoso')
    for (const personal of [...planted, token]) expect(said.includes(personal), personal).toBe(false)
  })

  it('[MX-02] says in the Temporal UI what it waits for, who owes it and until when', async () => {
    const { open, report, reachGates, name, until } = portal(world())
    const handle = () => world().workflow(id)
    const id = await open('details')
    await report(id, { type: 'milestone', percent: 10 })

    await expect.poll(() => detailsOf(handle())).toMatch(/Waiting for\s+- payment, owed by the \*\*owner\*\*/)
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    await expect
      .poll(() => detailsOf(handle()))
      .toMatch(/Waiting for contacts\s+owed by the \*\*partner\*\* until \*\*\d{4}-\d\d-\d\d \d\d:\d\d UTC/)
    await name(id, [person('watched')])
    await until(id, { stage: 'survey' })
    await expect
      .poll(() => detailsOf(handle()))
      .toMatch(
        /Waiting for answers[\s\S]*0 of 1 contacts answered[\s\S]*\[Open the engagement\]\(http:\S+\/console\/engagements\/eng_/,
      )
    const history = await handle().fetchHistory()
    expect(activitiesOf(history).map((activity) => activity.summary)).toEqual([
      '"contact-request to partner"',
      '"survey-invitation to 1 contact"',
    ])
    expect(timersOf(history).map((timer) => timer.summary)).toEqual([
      '"until the partner names contacts"',
      '"until the contacts answer"',
    ])
    await until(id, { stage: 'closed' })
  })

  it('[MX-02] can be searched for what is overdue at the partners of one PSM', async () => {
    const { open, reachGates, until } = portal(world())
    const id = await open('overdue')
    await reachGates(id)
    await until(id, { waitingFor: { owedBy: 'owner' } })
    const found = async () => {
      const query = `Psm = 'psm-nora' AND Partner = 'fabrikam' AND Program = 'fasttrack' AND Stage = 'contacts' AND Escalated = true AND DueAt < '2100-01-01T00:00:00Z'`
      const ids: string[] = []
      for await (const { workflowId } of world().client.workflow.list({ query })) ids.push(workflowId)
      return ids
    }

    await expect.poll(found, { timeout: 5_000 }).toContain(`fasttrack/${id}`)
    await until(id, { outcome: 'no-contacts' })
  })
})
