import { Client, Connection } from '@temporalio/client'
import { freePort } from '../../src/local/ports.ts'
import { local } from '../../src/local/settings.ts'
import { type Ground, openGround, startProgram, until } from './ground.ts'
import { open } from './opening.ts'
import { type Product, setUp } from './product.ts'
import { doAll, takeTurns } from './rounds.ts'
import type { Size } from './size.ts'
import { type Row, ratios, type Section } from './table.ts'
import { tasksDone } from './tasks.ts'

const atOnce = 32

/** Engagements started a second, from the call to the first step of their workflow, against bare `signalWithStart`. */
export async function starts({ quick }: Size): Promise<Section> {
  const [rounds, perRound] = quick ? [2, 100] : [5, 300]
  const ground = await openGround()
  try {
    const product = await setUp(ground)
    await product.startWorker()
    await product.startServer()
    const bare = await startTrivial(ground, product)
    let opened = 0
    const openOne = () => {
      opened += 1
      return open(product.call, 'fasttrack', `starts-${opened}`)
    }
    const of = await takeTurns(
      {
        ours: () => rateUntilDone(perRound, product.workerMetrics, openOne),
        bare: () => rateUntilDone(perRound, bare.metrics, bare.start),
      },
      rounds,
    )
    return { name: 'starts', rows: [row(of('ours'), of('bare'))] }
  } finally {
    await ground.close()
  }
}

/** Starts workflows until the worker has done the first task of each. @returns how many a second */
async function rateUntilDone(count: number, metrics: string, start: () => Promise<unknown>): Promise<number> {
  const before = await tasksDone(metrics)
  const began = performance.now()
  await doAll(count, atOnce, start)
  await until('the first task of every workflow', async () => (await tasksDone(metrics)) - before >= count)
  return (count * 1000) / (performance.now() - began)
}

async function startTrivial(ground: Ground, { environment }: Product) {
  const [port, metricsPort] = [await freePort(), await freePort()]
  const own = { WORKER_PORT: String(port), WORKER_METRICS_PORT: String(metricsPort) }
  await startProgram(ground, new URL('trivial/main.ts', import.meta.url), { ...environment, ...own }, { port })
  const connection = await Connection.connect({ address: ground.temporal.address })
  ground.atEnd(() => connection.close())
  const client = new Client({ connection })
  const start = () =>
    client.workflow.signalWithStart('trivial', {
      workflowId: `trivial-${crypto.randomUUID()}`,
      taskQueue: 'trivial',
      signal: 'told',
    })
  return { metrics: `${local(metricsPort)}/metrics`, start }
}

function row(ours: readonly number[], bare: readonly number[]): Row {
  return {
    what: 'engagements started',
    unit: '/s',
    ours,
    baseline: { name: 'bare signalWithStart', figures: bare },
    ratio: ratios(ours, bare),
  }
}
