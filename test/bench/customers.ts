import { type Call, callTo } from './http.ts'
import { answer } from './opening.ts'

/** Customers who answer as soon as a survey reaches them, wherever its link leads; a letter that is handed over again under
 *  its idempotency key reaches nobody. */
export function customers() {
  const calls = new Map<string, Call>()
  const reached = new Map<string, Set<string>>()
  let failed: unknown

  function read(text: string): void {
    const [, origin = '', token = ''] = /(http:\/\/[^\s/]+)\/s\/([\w.-]+)(?![\w./-])/.exec(text) ?? []
    const tokens = reached.get(origin) ?? new Set()
    if (!origin || tokens.has(token)) return
    reached.set(origin, tokens.add(token))
    const call = calls.get(origin) ?? callTo(origin)
    calls.set(origin, call)
    call('POST', `/v1/surveys/${token}/responses`, answer).catch((error: unknown) => {
      failed ??= error
    })
  }

  /** @throws {Error} when an answer was refused, or when not each of so many surveys reached its customer */
  function check(origin: string, surveys: number): void {
    if (failed) throw new Error('a customer could not answer', { cause: failed })
    const got = reached.get(origin)?.size ?? 0
    if (got !== surveys) throw new Error(`${surveys} surveys were expected of ${origin}, ${got} came`)
  }

  return { read, check }
}
