import { Client, Connection } from '@temporalio/client'
import { surveyToken } from '../../src/domain/surveyToken.ts'
import { type Ground, openGround, until } from './ground.ts'
import { type Cost, costOf } from './histories.ts'
import { answer, gates, nameContacts, open, report } from './opening.ts'
import { type Product, quietSurvey, setUp } from './product.ts'
import type { Size } from './size.ts'
import { livePlainly, startStraightforward } from './straightforward/life.ts'
import type { Row, Section } from './table.ts'

const day = 1_000
const budget = { actions: 16, events: 75, kilobytes: 12 } as const
const measures = ['actions', 'events', 'kilobytes'] as const

/** What a finished engagement costs in Temporal, against the straightforward design: every fact by itself, one reminder. */
export async function cost({ quick }: Size): Promise<Section> {
  const ground = await openGround()
  try {
    const product = await setUp(ground, { day: `${day}ms` })
    await product.startWorker()
    await product.startServer()
    await product.publish('quiet', { survey: quietSurvey() })
    await startStraightforward(ground)
    const connection = await Connection.connect({ address: ground.temporal.address })
    ground.atEnd(() => connection.close())
    const client = new Client({ connection })
    const rows: Row[] = []
    for (const contacts of quick ? [3] : [3, 50]) {
      const id = await live(ground, product, { program: 'quiet', contacts })
      const ours = await costOf(client, [`quiet/${id}`])
      const plain = await costOf(client, await livePlainly(ground, client, { contacts, day }))
      rows.push(...measures.map((measure) => row(measure, contacts, ours, plain)))
    }
    const id = await live(ground, product, { program: 'fasttrack', contacts: 3 })
    const thanked = await costOf(client, [`fasttrack/${id}`])
    rows.push(...measures.map((measure) => row(measure, 3, thanked)))
    return { name: 'cost', rows }
  } finally {
    await ground.close()
  }
}

/** Lives one life in which everybody answers, the last after a reminder. @returns its engagement */
async function live(
  ground: Ground,
  { call, secret }: Product,
  { program, contacts }: { program: string; contacts: number },
): Promise<string> {
  const id = await open(call, program, `${program}-${contacts}`)
  const settled = () => delivered(ground, id)
  await settled()
  for (const gate of gates) {
    await report(call, id, gate)
    await settled()
  }
  await until('the letter that asks for contacts', () =>
    has(ground, `select from letters where engagement_id = $1`, id),
  )
  await nameContacts(call, id, contacts)
  const of = 'from invitations where engagement_id = $1'
  await until('every invitation', () => has(ground, `select ${of} having bool_and(status = 'invited')`, id))
  const { rows } = await ground.db.query<{ id: string }>(`select id ${of} order by id`, [id])
  for (const [i, invitation] of rows.entries()) {
    if (i === contacts - 1) await until('the reminder', () => has(ground, `select ${of} and status = 'reminded'`, id))
    await call('POST', `/v1/surveys/${surveyToken(secret, invitation.id)}/responses`, answer)
    await settled()
  }
  await until('the end', () => has(ground, `select from engagements where id = $1 and stage = 'closed'`, id))
  return id
}

/** Waits until the workflow was told all that was accepted, so that nothing travels together. */
async function delivered(ground: Ground, id: string): Promise<void> {
  const waiting = 'select from outbox where engagement_id = $1 and delivered_at is null'
  await until('the delivery of a fact', async () => !(await has(ground, waiting, id)))
}

async function has({ db }: Ground, query: string, id: string): Promise<boolean> {
  return ((await db.query(query, [id])).rowCount ?? 0) > 0
}

function row(measure: (typeof measures)[number], contacts: number, ours: Cost, plain?: Cost): Row {
  const what = `${measure}, ${contacts} contacts${plain ? '' : ', each thanked'}`
  const isLimited = contacts === 3
  return {
    what,
    unit: measure === 'kilobytes' ? 'KB' : '',
    ours: [ours[measure]],
    ...(plain && {
      baseline: { name: 'a child a contact', figures: [plain[measure]] },
      ratio: [ours[measure] / plain[measure]],
    }),
    ...(isLimited && { budget: { says: `≤ ${budget[measure]}`, met: ours[measure] <= budget[measure] } }),
  }
}
