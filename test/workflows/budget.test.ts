import { describe, expect, it } from 'vitest'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { actionsOf, eventsOf } from '../support/history.ts'
import { person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

/** FastTrack, but nobody is thanked: a program that exists as JSON alone. */
const { thanks: _, ...survey } = fasttrack.survey
const quiet = { ...fasttrack, id: 'quiet', survey }

describe('an engagement with three contacts, all answering, one after a reminder', () => {
  it('[MX-01] costs at most 17 actions, 75 events and 12 KB when every fact comes by itself', async () => {
    const { call } = portal(world())
    expect((await call('POST', '/v1/programs', { role: 'owner', body: quiet })).status).toBe(201)

    const { actions, events, bytes } = await costOf('quiet')

    expect(actions).toBeLessThanOrEqual(17)
    expect(events).toBeLessThanOrEqual(75)
    expect(bytes).toBeLessThanOrEqual(12 * 1024)
  })

  it('costs an action, six events and about 1 KB more for each thank-you', async () => {
    const { actions, events, bytes } = await costOf('fasttrack')

    expect(actions).toBeLessThanOrEqual(17 + 3)
    expect(events).toBeLessThanOrEqual(75 + 3 * 6)
    expect(bytes).toBeLessThanOrEqual(12 * 1024)
  })
})

async function costOf(program: string) {
  const { call, report, name, mail, tokenIn, answer } = portal(world())
  const body = {
    program,
    partnerId: 'fabrikam',
    externalId: 'budget',
    customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
    subject: { kind: 'workload', name: 'Exchange' },
  }
  const { id } = (await call('POST', '/v1/engagements', { body })).body
  const until = (expected: object) =>
    expect.poll(async () => (await call('GET', `/v1/engagements/${id}`)).body).toMatchObject(expected)
  await report(id, { type: 'milestone', percent: 10 })
  await report(id, { type: 'payment', status: 'completed' })
  await until({ stage: 'contacts' })
  const people = ['fast', 'calm', 'slow'].map((who) => person(`${who}.${program}`))
  await name(id, people)
  for (const { email, firstName } of people) {
    const letter = await mail(email, firstName.startsWith('slow') ? 'Reminder' : 'two minutes')
    await answer(tokenIn(letter), { overall: 4 })
  }
  await until({ outcome: 'scored' })

  const workflow = world().workflow(id, program)
  await workflow.result()
  const history = await workflow.fetchHistory()
  const counts = actionsOf(history)
  const actions = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const { historySize: bytes = 0 } = await workflow.describe()
  const cost = { actions, events: eventsOf(history).length, bytes }
  process.stdout.write(`${program}: ${JSON.stringify({ ...cost, ...counts })}\n`)
  return cost
}
