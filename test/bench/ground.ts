import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Running } from '../../src/local/launch.ts'
import { buildMailbox } from '../../src/local/mailbox/app.ts'
import { startServing } from '../../src/local/node.ts'
import { freePort } from '../../src/local/ports.ts'
import { startPostgres } from '../../src/local/postgres.ts'
import { inherit, local } from '../../src/local/settings.ts'
import { startFastTemporal } from './temporal.ts'

/** What every section stands on: parts of its own on free ports, ended in the reverse order of their start. */
export type Ground = {
  readonly dir: string
  readonly postgres: { readonly url: string }
  /** For preparing and for looking; what is measured has connections of its own. */
  readonly db: pg.Pool
  readonly temporal: { readonly address: string; readonly pid: () => number; readonly restart: () => Promise<void> }
  readonly mailboxUrl: string
  readonly atEnd: (end: () => Promise<unknown>) => void
  readonly close: () => Promise<void>
}

/** Hears each mail the mailbox takes, as its text. */
export type OnMail = (text: string) => void

/** Starts PostgreSQL with everything that makes it durable, Temporal's dev server on a file, and a mailbox. */
export async function openGround({ onMail }: { onMail?: OnMail } = {}): Promise<Ground> {
  const dir = await mkdtemp(join(tmpdir(), 'plaudit-bench-'))
  const ends: (() => Promise<unknown>)[] = []
  const interrupt = () => void close().finally(() => process.exit(130))
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.once(signal, interrupt)
  let closing: Promise<void> | undefined
  // Whoever closes second, after an interruption, waits for the first.
  const close = () => {
    closing ??= endAll()
    return closing
  }
  async function endAll(): Promise<void> {
    for (const signal of signals) process.off(signal, interrupt)
    for (const end of ends.splice(0).toReversed()) await end()
    await rm(dir, { recursive: true, force: true })
  }
  const atEnd = (end: () => Promise<unknown>) => void ends.push(end)
  try {
    const postgres = await startPostgres({ dir: join(dir, 'postgres'), port: await freePort() })
    atEnd(() => postgres.stop())
    const db = new pg.Pool({ connectionString: postgres.url, max: 10 })
    db.on('error', () => undefined)
    atEnd(() => db.end())
    const file = join(dir, 'temporal.db')
    const port = await freePort()
    const log = join(dir, 'temporal.log')
    let server = await startFastTemporal({ port, file, log })
    atEnd(() => server.stop())
    const restart = async () => {
      server.kill('SIGKILL')
      await server.exited
      server = await startFastTemporal({ port, file, log })
    }
    const temporal = { address: `127.0.0.1:${port}`, pid: () => server.pid, restart }
    const mailboxUrl = await openMailbox(onMail, atEnd)
    return { dir, postgres, db, temporal, mailboxUrl, atEnd, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openMailbox(onMail: OnMail | undefined, atEnd: Ground['atEnd']): Promise<string> {
  const mailbox = buildMailbox()
  mailbox.addHook('onResponse', async ({ method, body }) => {
    if (method === 'POST' && Array.isArray(body)) for (const mail of body) onMail?.(String(mail.text))
  })
  atEnd(() => mailbox.close())
  return mailbox.listen({ host: '127.0.0.1', port: 0 })
}

/** Starts a Node program as a process of its own, and waits until it says it is ready. */
export async function startProgram(
  ground: Ground,
  script: URL,
  environment: Readonly<Record<string, string>>,
  { port }: { readonly port: number },
): Promise<Running> {
  const running = await startServing({
    script,
    environment: inherit(environment),
    listener: (line) => process.stderr.write(`${line}\n`),
    launched: () => undefined,
    ready: `${local(port)}/health/ready`,
  })
  ground.atEnd(() => running.stop())
  return running
}

/** Waits until something is so.
 *  @throws {Error} when it is not within the time */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  { every = 20, seconds = 120 } = {},
): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${seconds} s`)
    await pause(every)
  }
}
