import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { LocalConfig } from '../../src/config.ts'
import { type Db, openDatabase } from '../../src/db/database.ts'
import { silent } from '../../src/local/report.ts'
import { type Part, parts } from '../../src/local/site.ts'
import { type Stack, startStack } from '../../src/local/stack.ts'

/** A running stack whose parts can be killed, and of whom it is known which are away. */
export type Site = {
  readonly stack: Stack
  readonly db: Db
  readonly api: string
  readonly mailbox: string
  /** Parts that ended though nobody killed them, in order. */
  readonly unasked: readonly string[]
  /** Kills a part with SIGKILL; it comes back after some milliseconds. @returns when it was killed */
  readonly kill: (part: Part, away: number) => number
  readonly isUp: (part: Part) => boolean
  readonly stop: () => Promise<void>
}

type Opening = {
  readonly signal: AbortSignal
  /** Told when a part comes back, and when one ends that nobody killed. */
  readonly tell: (line: string) => void
}

/** Starts the whole stack and keeps its log in a file. */
export async function openSite(settings: LocalConfig, { signal, tell }: Opening): Promise<Site> {
  const lines = createWriteStream(join(settings.STATE_DIR, 'chaos.log'))
  const down = new Set<string>()
  const unasked: string[] = []
  const away = new Map<Part, number>()
  const say = (source: string, line: string) => {
    if (line.startsWith('ended (') && !down.has(source)) {
      down.add(source)
      unasked.push(source)
      tell(`${source} ${line}`)
    }
    if (line === 'is back' && down.delete(source)) tell(`${source} ${line}`)
    lines.write(`${new Date().toISOString()} ${source} ${line}\n`)
  }
  const stack = await startStack({
    settings,
    signal,
    report: { ...silent, say },
    restartAfter: (part) => away.get(part) ?? 1_000,
  })
  const { DATABASE_URL = '', PUBLIC_URL = '', RESEND_BASE_URL = '' } = stack.environment
  const db = openDatabase(DATABASE_URL, { connections: 2 })
  return {
    stack,
    db,
    unasked,
    api: PUBLIC_URL,
    mailbox: RESEND_BASE_URL,
    kill(part, milliseconds) {
      away.set(part, milliseconds)
      down.add(part)
      say('chaos', `kills ${part}, which stays away for ${milliseconds} ms`)
      stack.kill(part, 'SIGKILL')
      return Date.now()
    },
    isUp: (part) => parts.includes(part) && !down.has(part),
    async stop() {
      await db.destroy()
      await stack.stop()
      lines.end()
    },
  }
}

/** Asks until there is an answer: PostgreSQL may be away. */
export async function patiently<Found>(ask: () => Promise<Found>, { signal }: { signal: AbortSignal }): Promise<Found> {
  for (;;) {
    signal.throwIfAborted()
    try {
      return await ask()
    } catch {
      await pause(200, undefined, { signal })
    }
  }
}
