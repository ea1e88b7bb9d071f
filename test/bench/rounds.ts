import type { Figures } from './table.ts'
import { tell } from './tell.ts'

/** Lets contestants take turns, A B A B …, so that whatever slows the machine slows each of them. One round more than asked
 *  for runs first and does not count: caches, pools and compilers warm up in it.
 *  @returns what each measured, round by round */
export async function takeTurns<Name extends string>(
  contestants: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
): Promise<(name: Name) => Figures> {
  const measured = new Map<string, number[]>()
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, measure] of Object.entries<() => Promise<number>>(contestants)) {
      const figure = await measure()
      tell(`${round === 0 ? 'warm-up' : `round ${round}`}, ${name}: ${figure.toPrecision(3)}`)
      if (round > 0) measured.set(name, [...(measured.get(name) ?? []), figure])
    }
  }
  return (name) => measured.get(name) ?? []
}

/** Does jobs, so many at the same time.
 *  @returns how many were done a second */
export async function rateOf(jobs: number, atOnce: number, job: (index: number) => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await doAll(jobs, atOnce, job)
  return (jobs * 1000) / (performance.now() - began)
}

/** Does jobs, so many at the same time. */
export async function doAll(jobs: number, atOnce: number, job: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0
  async function work(): Promise<void> {
    while (next < jobs) {
      next += 1
      await job(next - 1)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, jobs) }, work))
}
