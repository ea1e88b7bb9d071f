import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Chance } from './chance.ts'
import type { Promises } from './promises.ts'

export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly key?: string
  readonly body?: unknown
  readonly form?: Readonly<Record<string, string>>
  readonly idempotencyKey?: string
}

export type Answer = { readonly status: number; readonly text: string }

type IsAsGood = (first: Answer, second: Answer) => boolean

/** Makes requests as a portal does that loses nothing: the same request again and again until it is answered. */
export function caller({ chance, promises, stop }: { chance: Chance; promises: Promises; stop: AbortSignal }) {
  const slot = slots(4)

  /** Calls until there is an answer that is neither 5xx nor 429. */
  async function call(request: Request): Promise<Answer> {
    promises.requests += 1
    for (let wait = 200; ; wait = Math.min(wait * 2, 3_000)) {
      stop.throwIfAborted()
      const answer = await slot(() => once(request)).catch(() => undefined)
      if (answer && answer.status < 500 && answer.status !== 429) return answer
      promises.retries += 1
      await pause(wait * (0.5 + chance.next()), undefined, { signal: stop })
    }
  }

  /** The same, and sometimes once more after it was answered. The second answer must be as good as the first.
   *  @param again what the second answer must be; the same if absent */
  async function write(request: Request, again: IsAsGood = isDeepStrictEqual): Promise<Answer> {
    const first = await call(request)
    if (first.status >= 400 || !chance.is(0.15)) return first
    await pause(chance.between(0, 500), undefined, { signal: stop })
    promises.repeats += 1
    const second = await call(request)
    if (!again(first, second)) {
      const answers = [first, second].map(({ status, text }) => `${status} ${text.slice(0, 200)}`)
      promises.broken.push(`${request.method} ${path(request.url)} was answered ${answers.join(', and once more ')}`)
    }
    return first
  }

  return { call, write }
}

/** The address without what is secret in it. */
export function path(url: string): string {
  return new URL(url).pathname.replace(/\/inv_[^/]+/, '/…')
}

async function once({ method, url, key, body, form, idempotencyKey }: Request): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
    headers: {
      ...(key && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(form && { body: new URLSearchParams(form) }),
  })
  return { status: answer.status, text: await answer.text() }
}

/** Lets so many run at once; the others wait their turn. */
function slots(count: number) {
  const waiting: (() => void)[] = []
  let free = count
  return async function slot<Result>(work: () => Promise<Result>): Promise<Result> {
    if (free > 0) free -= 1
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
