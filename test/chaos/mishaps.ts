import { setTimeout as pause } from 'node:timers/promises'
import type { Mishap, Mortal } from './plan.ts'
import { type Recovery, recovery } from './recovery.ts'
import { interruptRelay } from './relay.ts'
import type { Site } from './site.ts'
import { plan, untilInBetween } from './window.ts'

/** What went wrong in a run. Mutable: it grows as mishaps happen. */
export class Mishaps {
  readonly recoveries: Recovery[] = []
  /** Letters that Resend had and the ledger had not when the worker was killed, by mishap. */
  readonly inBetween: number[] = []
  /** Sessions of the relay that were ended, by mishap. */
  readonly relays: number[] = []
  /** Answers of Resend that were planned to go wrong, by mode. */
  readonly faults = new Map<string, number>()
}

type Scene = {
  readonly site: Site
  readonly mishaps: Mishaps
  readonly tell: (line: string) => void
  readonly signal: AbortSignal
}

/** Lets all that was planned happen at its time, one after the other, and waits until all is well again after the last. */
export async function happen(planned: readonly Mishap[], scene: Scene): Promise<void> {
  const { signal } = scene
  const began = Date.now()
  const recovering: Promise<void>[] = []
  for (const mishap of planned) {
    await pause(Math.max(0, began + mishap.at - Date.now()), undefined, { signal })
    const killed = await befall(mishap, scene)
    if (killed) recovering.push(recover(killed, scene))
  }
  await Promise.all(recovering)
}

type Killed = { readonly parts: readonly Mortal[]; readonly killedAt: number }

async function befall(mishap: Mishap, { site, mishaps, tell, signal }: Scene): Promise<Killed | undefined> {
  switch (mishap.kind) {
    case 'kill': {
      const parts = mishap.deaths.map(({ part }) => part)
      await untilUp(parts, { site, signal })
      const killedAt = Math.max(...mishap.deaths.map(({ part, away }) => site.kill(part, away)))
      tell(`killed ${mishap.deaths.map(({ part, away }) => `${part} for ${away / 1000} s`).join(' and ')}`)
      return { parts, killedAt }
    }
    case 'relay': {
      const sessions = await interruptRelay(site.db, { signal })
      mishaps.relays.push(sessions)
      tell(`ended ${sessions} sessions of the relay while it carried`)
      return undefined
    }
    case 'resend': {
      await plan(site.mailbox, mishap)
      mishaps.faults.set(mishap.mode, (mishaps.faults.get(mishap.mode) ?? 0) + mishap.times)
      tell(`Resend: ${mishap.mode} × ${mishap.times}`)
      return undefined
    }
    case 'window': {
      await untilUp(['worker', 'postgres'], { site, signal })
      const between = await untilInBetween(site, { signal })
      const killedAt = site.kill('worker', mishap.away)
      await plan(site.mailbox, { mode: 'none' })
      mishaps.inBetween.push(between.length)
      tell(
        `killed worker for ${mishap.away / 1000} s, ${between.length} letters after Resend had them, before the ledger`,
      )
      return { parts: ['worker'], killedAt }
    }
  }
}

async function recover(killed: Killed, { site, mishaps, tell, signal }: Scene): Promise<void> {
  const recovered = await recovery(site, { ...killed, signal })
  mishaps.recoveries.push(recovered)
  const took = recovered.took === undefined ? 'never' : `after ${(recovered.took / 1000).toFixed(1)} s`
  tell(`well again ${took}: ${killed.parts.join(' and ')}`)
}

async function untilUp(parts: readonly Mortal[], { site, signal }: { site: Site; signal: AbortSignal }): Promise<void> {
  while (!parts.every(site.isUp)) await pause(100, undefined, { signal })
}
