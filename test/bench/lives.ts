import { type Contender, startPeer } from './contenders.ts'
import { customers } from './customers.ts'
import { type Ground, openGround, until } from './ground.ts'
import { gates, nameContacts, open, report } from './opening.ts'
import { quietSurvey, setUp } from './product.ts'
import { doAll, takeTurns } from './rounds.ts'
import type { Size } from './size.ts'
import { type Figures, type Row, ratios, type Section } from './table.ts'

const atOnce = 16
const program = 'quiet'

/** Whole lives a second, against the same life on two other engines on the same PostgreSQL. */
export async function lives({ quick }: Size): Promise<Section> {
  const [rounds, perRound] = quick ? [2, 40] : [5, 100]
  const inbox = customers()
  const ground = await openGround({ onMail: inbox.read })
  try {
    // The reminder after 14 days must not come before the last customer of a round has answered.
    const product = await setUp(ground, { day: '20s' })
    await product.startWorker()
    await product.startServer()
    await product.publish(program, { survey: quietSurvey() })
    const contenders = {
      ours: { url: product.url, call: product.call, table: 'public.engagements' },
      dbos: await startPeer(ground, product, 'dbos'),
      pgBoss: await startPeer(ground, product, 'pgBoss'),
    }
    const live = (contender: Contender) => roundOf(ground, contender, perRound)
    const of = await takeTurns(
      { ours: live(contenders.ours), dbos: live(contenders.dbos), pgBoss: live(contenders.pgBoss) },
      rounds,
    )
    for (const { url } of Object.values(contenders)) inbox.check(url, (rounds + 1) * perRound)
    const peer = (name: string, figures: Figures) => row(of('ours'), name, figures)
    const rows = [peer('DBOS', of('dbos')), peer('state machine on pg-boss', of('pgBoss'))]
    return { name: 'lives', rows }
  } finally {
    await ground.close()
  }
}

/** Lives a number of lives to their end, again and again. @returns each time how many a second */
function roundOf({ db }: Ground, { call, table }: Contender, count: number): () => Promise<number> {
  let begun = 0
  let over = 0
  return async () => {
    const start = performance.now()
    await doAll(count, atOnce, async () => {
      begun += 1
      const name = `life-${begun}`
      const id = await open(call, program, name)
      await nameContacts(call, id, 1)
      for (const gate of gates) await report(call, id, gate)
    })
    over += count
    const closed = async () => {
      const { rows } = await db.query<{ n: number }>(`select count(*)::int as n from ${table} where stage = 'closed'`)
      return rows[0]?.n === over
    }
    await until(`the end of ${over} lives in ${table}`, closed)
    return (count * 1000) / (performance.now() - start)
  }
}

function row(ours: Figures, name: string, figures: Figures): Row {
  return {
    what: `lives lived, against ${name}`,
    unit: '/s',
    ours,
    baseline: { name, figures },
    ratio: ratios(ours, figures),
  }
}
