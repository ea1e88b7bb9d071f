import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import sqlite from 'node-sqlite3-wasm'
import { afterAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/local/ports.ts'
import { startTemporal, type Temporal } from '../../src/local/temporal.ts'
import { createInspector } from '../../src/temporal/inspect.ts'
import { ensureSearchAttributes } from '../../src/temporal/searchAttributes.ts'
import { survey } from '../support/invited.ts'
import { ledger, person } from '../support/ledger.ts'
import { watchdog } from '../support/watch.ts'
import { useWorld } from '../support/world.ts'

const dir = await mkdtemp(join(tmpdir(), 'plaudit-timers-'))
const port = await freePort()
let temporal: Temporal | undefined

const world = useWorld({ day: '3 seconds', temporal: startOwn })

afterAll(async () => {
  await temporal?.stop()
  await rm(dir, { recursive: true, force: true })
})

describe('engagements whose timers Temporal has lost', { timeout: 180_000 }, () => {
  it('[MX-13] sleep past their time, and the watchdog wakes them', async () => {
    const { open, reachGates, invited, until, see, mail } = survey(world())
    const { count, expectEachLetterDeliveredOnce } = ledger(world())
    const { look, repairs } = watchdog(world())
    const unanswered = await invited('reminder', ['unreminded'])
    const unnamed = await open('escalation')
    await reachGates(unnamed)
    await until(unnamed, { stage: 'contacts' })
    const { waitingFor } = await see(unnamed)
    await mail('projects@fabrikam.example', 'Exchange')
    for (const id of [unanswered, unnamed]) await expect.poll(() => timer(id)).toBeDefined()

    await loseTimers()
    // The reminder was due seven days after the escalation; a minute later a workflow knows that its timer is lost
    const lateBy = () => Date.now() - Date.parse(waitingFor.until)
    await expect.poll(lateBy, { timeout: 120_000, interval: 1_000 }).toBeGreaterThan(7 * 3_000 + 62_000)

    expect(await see(unnamed)).toMatchObject({ stage: 'contacts', waitingFor })
    expect(await count(unnamed, 'contact-escalation')).toBe(0)
    expect(await count(unanswered, 'survey-reminder')).toBe(0)
    await look()
    await until(unnamed, { waitingFor: { owedBy: 'psm' } })
    await until(unanswered, { invitations: { reminded: 1 } })
    expect(await repairs(unnamed)).toEqual(['overdue'])
    expect(await repairs(unanswered)).toEqual(['timer-lost'])
    expect(await count(unanswered, `survey-invitation to ${person('unreminded').firstName}`)).toBe(1)
    await expectEachLetterDeliveredOnce()
  })
})

/** When the timer of an engagement's workflow is to fire. The letter it follows left a moment before it is set. */
async function timer(engagementId: string): Promise<Date | undefined> {
  const { client, relayed } = world()
  return createInspector(client, relayed.config).timer({ program: 'fasttrack', engagementId })
}

/** A Temporal server of this file's own, which keeps everything in a database file. @returns its address */
async function startOwn(): Promise<string> {
  const { address } = await start()
  const connection = await Connection.connect({ address })
  await ensureSearchAttributes(new Client({ connection }), 'default')
  await connection.close()
  return address
}

async function start(): Promise<Temporal> {
  temporal = await startTemporal({ port, log: join(dir, 'log'), file: join(dir, 'temporal.db') })
  return temporal
}

/** Takes all timers that Temporal would fire out of its database, as a server on Postgres has lost some (temporal#11869). */
async function loseTimers(): Promise<void> {
  await temporal?.stop()
  const database = new sqlite.Database(join(dir, 'temporal.db'), { fileMustExist: true })
  const { changes } = database.run('delete from timer_tasks')
  database.close()
  expect(changes).toBeGreaterThan(1)
  await start()
}
