import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Running } from '../../src/local/launch.ts'
import { type Ground, openGround, until } from './ground.ts'
import { cpuShareOf, residentMegabytes } from './processes.ts'
import { type Product, setUp } from './product.ts'
import type { Size } from './size.ts'
import type { Row, Section } from './table.ts'
import { tasksDone } from './tasks.ts'
import { tell } from './tell.ts'
import { wake } from './wake.ts'

/** A program's day: seven of them, until an escalation, are longer than the minute in which the sleepers to be woken are laid down. */
const day = '15 seconds'

/** What it costs to have very many engagements asleep at their gates, and how punctually those with a timer wake. */
export async function sleepers({ quick, sleepers: count }: Size): Promise<Section> {
  const ground = await openGround()
  try {
    const product = await setUp(ground, { day })
    let worker = await product.startWorker()
    const server = await product.startServer()
    const shares = [0.1, 0.5, 1]
    const rates: number[] = []
    const memory: { readonly worker: number; readonly temporal: number }[] = []
    const before = await sizes(ground)
    for (const [i, share] of shares.entries()) {
      const more = Math.round(count * (share - (shares[i - 1] ?? 0)))
      rates.push(await layDown(ground, product, { count: more, round: i }))
      memory.push({
        worker: await residentMegabytes(worker.pid),
        temporal: await residentMegabytes(ground.temporal.pid()),
      })
    }
    const after = await sizes(ground)
    const cpu = await cpuShareOf([worker.pid, server.pid, ground.temporal.pid()], quick ? 2 : 20)
    const restart = await restarts(ground, product, worker)
    worker = restart.worker
    const lateness = await wake(ground, product, quick ? 50 : 1_000)
    return {
      name: 'sleepers',
      rows: [...rowsOf({ count, rates, before, after, cpu, memory }), ...restart.rows, ...lateness],
    }
  } finally {
    await ground.close()
  }
}

/** Opens engagements in the database, as the API would, and lets the relay start their workflows, until each has done its first step
 *  and sleeps. @returns how many a second */
async function layDown(
  { db }: Ground,
  { workerMetrics }: Product,
  { count, round }: { readonly count: number; readonly round: number },
): Promise<number> {
  const done = await tasksDone(workerMetrics)
  const began = performance.now()
  await db.query(
    `with opened as (
       insert into engagements (id, program_id, program_version, partner_id, external_id, customer_id, customer_name, customer_country,
                                subject_kind, subject_name, waiting_for, accepted)
       select 'eng_sleeper_${round}_' || i, 'fasttrack', 1, 'fabrikam', 'sleeper-${round}-' || i, 'contoso', 'Contoso', 'DE',
              'workload', 'Exchange', '{"what":"milestone","owedBy":"partner","until":null}', 1
       from generate_series(1, $1::int) i returning id)
     insert into outbox (engagement_id, message) select id, '{"type":"opened","seq":1}' from opened`,
    [count],
  )
  await until('every first step', async () => (await tasksDone(workerMetrics)) - done >= count, {
    every: 500,
    seconds: 1_500,
  })
  tell(`${count} more asleep`)
  return (count * 1000) / (performance.now() - began)
}

/** Bytes that Temporal's and our database take on disk. */
async function sizes({ db, dir }: Ground): Promise<{ readonly temporal: number; readonly ours: number }> {
  const { rows } = await db.query('select pg_database_size(current_database())::float8 as bytes')
  const files = (await readdir(dir)).filter((file) => file.startsWith('temporal.db'))
  const each = await Promise.all(files.map(async (file) => (await stat(join(dir, file))).size))
  return { temporal: each.reduce((sum, size) => sum + size, 0), ours: Number(rows[0]?.bytes) }
}

/** Takes worker and Temporal down and up again with everybody asleep. */
async function restarts(
  ground: Ground,
  product: Product,
  running: Running,
): Promise<{ worker: Running; rows: readonly Row[] }> {
  await running.stop()
  const workerBegan = performance.now()
  const worker = await product.startWorker()
  const workerSeconds = (performance.now() - workerBegan) / 1000
  const temporalBegan = performance.now()
  await ground.temporal.restart()
  const temporalSeconds = (performance.now() - temporalBegan) / 1000
  return {
    worker,
    rows: [
      { what: 'worker ready again, all asleep', unit: 's', ours: [workerSeconds] },
      { what: 'Temporal killed and ready again, all asleep', unit: 's', ours: [temporalSeconds] },
    ],
  }
}

type Found = {
  readonly count: number
  readonly rates: readonly number[]
  readonly before: { readonly temporal: number; readonly ours: number }
  readonly after: { readonly temporal: number; readonly ours: number }
  readonly cpu: number
  readonly memory: readonly { readonly worker: number; readonly temporal: number }[]
}

function rowsOf({ count, rates, before, after, cpu, memory }: Found): readonly Row[] {
  const [first, , last] = memory
  const growth = first && last ? [last.worker / first.worker] : []
  return [
    { what: `sleepers started, ${count.toLocaleString('en-US')} in all`, unit: '/s', ours: rates },
    { what: 'bytes of a sleeper in Temporal (SQLite)', unit: 'B', ours: [(after.temporal - before.temporal) / count] },
    { what: 'bytes of a sleeper in our database', unit: 'B', ours: [(after.ours - before.ours) / count] },
    {
      what: 'worker memory at 10, 50, 100 % (last ÷ first)',
      unit: 'MB',
      ours: memory.map((at) => at.worker),
      ratio: growth,
    },
    { what: 'Temporal memory at 10, 50, 100 %', unit: 'MB', ours: memory.map((at) => at.temporal) },
    { what: 'CPU of worker, server and Temporal, all asleep', unit: '% of a core', ours: [cpu] },
  ]
}
