import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'
import { describe, expect, it, onTestFinished } from 'vitest'
import { showStuck } from '../../activities/watchStuck.ts'
import { portal } from '../support/portal.ts'
import { watchdog } from '../support/watch.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })

describe('a workflow that fails at the same step again and again', () => {
  it('[MX-13] becomes a task of the operator, which is closed when the workflow gets on', {
    timeout: 90_000,
  }, async () => {
    const { open, reachGates, until } = portal(world())
    const { look, tasksAbout } = watchdog(world())
    const id = await open('bad-release')
    await world().stopWorker()
    await world().startWorker(await badRelease())
    await reachGates(id)
    await expect.poll(() => attempts(id), { timeout: 60_000 }).toBeGreaterThan(2)

    await look()
    await look()

    expect(await tasksAbout(id)).toEqual(['workflow-stuck open'])
    await world().stopWorker()
    await world().startWorker()
    await until(id, { stage: 'contacts' })
    await look()
    expect(await tasksAbout(id)).toEqual(['workflow-stuck closed'])
  })

  it('is one task with many others that have the same cause', async () => {
    const { db } = world()
    const { tasksAbout } = watchdog(world())
    const ids = await Promise.all(Array.from({ length: 26 }, (_, i) => portal(world()).open(`outage-${i}`)))

    expect(await showStuck(db, { stuck: ids, well: [] })).toEqual({ stuck: 26, tasksOpened: 1, tasksClosed: 0 })
    expect(await tasksAbout('workflows')).toEqual(['workflow-stuck open'])

    expect(await showStuck(db, { stuck: ids.slice(0, 1), well: ids.slice(1) })).toMatchObject({ tasksOpened: 1 })
    expect(await tasksAbout('workflows')).toEqual(['workflow-stuck closed'])
    expect(await tasksAbout(ids[0] ?? '')).toEqual(['workflow-stuck open'])
    await showStuck(db, { stuck: [], well: ids })
  })
})

describe('accepted facts that do not reach their workflows', () => {
  it('[MX-13] become one task, which is closed when they do', async () => {
    const { open, until, reachGates } = portal(world())
    const { look, tasksAbout } = watchdog(world())
    await world().stopRelay()
    const ids = [await open('undelivered-1'), await open('undelivered-2')]

    await look({ undelivered: 1 })
    await look({ undelivered: 1 })

    expect(await tasksAbout('outbox')).toEqual(['facts-undelivered open'])
    world().startRelay()
    for (const id of ids) await reachGates(id)
    for (const id of ids) await until(id, { stage: 'contacts' })
    await expect.poll(() => look().then(() => tasksAbout('outbox'))).toEqual(['facts-undelivered closed'])
  })
})

/** A release that forgot the workflow of engagements. @returns its bundle */
async function badRelease(): Promise<string> {
  const workflowsPath = fileURLToPath(new URL('../../workflows/watch.ts', import.meta.url))
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: quiet })
  const dir = await mkdtemp(join(tmpdir(), 'plaudit-release-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  await writeFile(join(dir, 'bundle.js'), code)
  return join(dir, 'bundle.js')
}

const ignore = () => undefined
const quiet = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore }

/** How often the workflow task was tried; 0 when there is none. */
async function attempts(id: string): Promise<number> {
  const { raw } = await world().workflow(id).describe()
  return raw.pendingWorkflowTask?.attempt ?? 0
}
