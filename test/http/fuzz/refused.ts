import type { InjectOptions } from 'fastify'
import { expect } from 'vitest'
import type { World } from '../../support/world.ts'
import { contentsOf } from '../api/contents.ts'

/** Longer than anything takes, in milliseconds. */
const deadline = 5_000

/** Sends a request and sees that it is answered in time, is no failure of ours, and writes nothing when it is refused or only looked.
 *  @returns the answer */
export async function sendSafely({ app, db }: World, request: InjectOptions) {
  const before = await contentsOf(db)
  const started = performance.now()
  const answer = await Promise.race([app.inject(request), tooLate(request)])
  const after = await contentsOf(db)

  expect({ request, status: answer.statusCode, body: answer.body.slice(0, 500) }).toSatisfy(
    () => answer.statusCode < 500,
  )
  expect(performance.now() - started).toBeLessThan(deadline)
  if (answer.statusCode >= 400 || request.method === 'GET')
    expect({ request, after }).toEqual({ request, after: before })
  return answer
}

async function tooLate(request: InjectOptions): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, deadline).unref())
  throw new Error(`no answer within ${deadline} ms: ${JSON.stringify(request).slice(0, 1_000)}`)
}
