import { once } from 'node:events'
import { request } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import type { Served } from './serve.ts'

export type Upload = {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Iterable<Buffer | string>
}

/** Sends a body piece by piece, waiting whenever the server does not take more, until it is sent or answered.
 *  @returns the answer, and how many bytes had left by then */
export async function upload(
  { url, key }: Served,
  { method = 'PUT', path, headers = {}, body }: Upload,
): Promise<{ readonly status: number; readonly body: string; readonly sent: number }> {
  const asking = request(`${url}${path}`, { method, headers: { authorization: `Bearer ${key}`, ...headers } })
  let sent = 0
  let answered = false
  const answer = new Promise<{ status: number; body: string }>((resolve, reject) => {
    asking.on('error', reject)
    asking.on('response', (response) => {
      answered = true
      let text = ''
      response.on('data', (bytes: Buffer) => {
        text += bytes.toString()
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
      response.on('error', reject)
    })
  })
  const guarded = answer.catch((error: unknown) => error)
  for (const piece of body) {
    if (answered || asking.destroyed) break
    sent += Buffer.byteLength(piece)
    if (!asking.write(piece)) await Promise.race([drained(asking), guarded])
  }
  if (!answered) asking.end()
  const got = await answer
  if (!asking.writableFinished) asking.destroy()
  return { ...got, sent }
}

async function drained(asking: ReturnType<typeof request>): Promise<void> {
  const over = new AbortController()
  const { signal } = over
  await Promise.race(
    [once(asking, 'drain', { signal }), once(asking, 'close', { signal })].map(async (one) => one.catch(() => [])),
  )
  over.abort()
}

/** Who waits no longer than this behind others was not kept waiting by them: what blocks the server does so for as long as it
 *  is sent, or computes for many seconds. In milliseconds. */
export const unhurt = 10_000

/** Asks all the while whether the server answers others, and a bystander on the same machine that nobody troubles.
 *  @returns what the work gave, and by how much the slowest answer came after the bystander's, in ms */
export async function whileOthersAsk<Result>(
  { url, key, bystander }: Served,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly slowest: number; readonly asked: number }> {
  let isOver = false
  let slowest = 0
  let asked = 0
  let wasLate = false
  const others = (async () => {
    do {
      const [ours, theirs] = await Promise.all([
        timed([
          fetch(`${url}/health/ready`),
          fetch(`${url}/v1/programs`, { headers: { authorization: `Bearer ${key}` } }),
        ]),
        timed([fetch(bystander)]),
      ])
      const { answers } = ours
      slowest = Math.max(slowest, ours.took - theirs.took)
      asked += 1
      const refusals = answers.filter(({ status }) => status !== 200)
      // A busy machine may keep an honest client from sending for longer than the server waits, but not twice in a row.
      if (refusals.some(({ status }) => status !== 408) || (refusals.length > 0 && wasLate))
        throw new Error(`others got ${answers.map((one) => one.status).join()}`)
      wasLate = refusals.length > 0
      await after(20)
    } while (!isOver)
  })()
  try {
    return { result: await work(), ...(await finish()) }
  } finally {
    isOver = true
  }

  async function finish() {
    isOver = true
    await others
    return { slowest, asked }
  }
}

async function timed(asked: readonly Promise<Response>[]): Promise<{ answers: readonly Response[]; took: number }> {
  const started = performance.now()
  const answers = await Promise.all(asked)
  return { answers, took: performance.now() - started }
}
