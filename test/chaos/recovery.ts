import { setTimeout as pause } from 'node:timers/promises'
import type { Mortal } from './plan.ts'
import type { Site } from './site.ts'

/** How long it took after a kill until all was well again: milliseconds; absent when the run ended first. */
export type Recovery = { readonly parts: readonly Mortal[]; readonly took: number | undefined }

/** Waits until whoever was killed is back, the API says it is ready, and no fact waits to be carried for longer than a
 *  second. */
export async function recovery(
  site: Site,
  { parts, killedAt, signal }: { parts: readonly Mortal[]; killedAt: number; signal: AbortSignal },
): Promise<Recovery> {
  while (!signal.aborted) {
    if (parts.every(site.isUp) && (await isWell(site.api))) return { parts, took: Date.now() - killedAt }
    await pause(100)
  }
  return { parts, took: undefined }
}

async function isWell(api: string): Promise<boolean> {
  try {
    const ready = await fetch(`${api}/health/ready`, { signal: AbortSignal.timeout(2_000) })
    if (!ready.ok) return false
    const metrics = await (await fetch(`${api}/metrics`, { signal: AbortSignal.timeout(5_000) })).text()
    return Number(/^plaudit_outbox_oldest_seconds (\S+)$/m.exec(metrics)?.[1] ?? Infinity) < 1
  } catch {
    return false
  }
}
