import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { requireFree } from '../../src/local/ports.ts'
import { silent } from '../../src/local/report.ts'
import { portsOf } from '../../src/local/settings.ts'
import { parts } from '../../src/local/site.ts'
import { startStack } from '../../src/local/stack.ts'
import { settingsApart } from './stub/settings.ts'
import { stubs } from './stub/stubs.ts'

type Settings = Awaited<ReturnType<typeof settingsApart>>

describe('the stack', { timeout: 120_000 }, () => {
  it('starts all parts, revives each that dies, refuses a second supervisor and ends everything', async () => {
    const settings = await settingsApart()
    const back: string[] = []
    const say = (part: string, line: string) => line === 'is back' && back.push(part)
    const stack = await startStack({ settings, programs: stubs, report: { ...silent, say } })
    const server = await text(settings.PORT)

    await expect(startStack({ settings, programs: stubs })).rejects.toThrow(`another Plaudit (process ${process.pid})`)
    for (const part of parts) stack.kill(part)

    await expect.poll(() => back.toSorted()).toEqual(parts.toSorted())
    expect(await text(settings.PORT)).toMatch(/^\d+$/)
    expect(await text(settings.PORT)).not.toBe(server)
    expect(await text(settings.MAILBOX_PORT)).toContain('Plaudit mailbox')
    expect(await text(settings.TEMPORAL_UI_PORT)).toContain('<html')
    expect(await starts(stack.environment.DATABASE_URL)).toBe(1)
    expect(stack.setup).toEqual({ keys: { operator: stack.environment.OPERATOR_KEY }, starts: 1 })
    await stack.stop()
    await expect(requireFree(portsOf(settings))).resolves.toBeUndefined()
  })

  it('goes on after its supervisor was killed: leftovers are ended, data and secrets stay', async () => {
    const settings = await settingsApart()
    const killed = supervisor(settings)
    expect(await firstLine(killed)).toContain('"starts":1')
    const secrets = join(settings.STATE_DIR, 'secrets.json')
    const before = readFileSync(secrets, 'utf8')
    killed.kill('SIGKILL')
    await once(killed, 'exit')

    const stack = await startStack({ settings, programs: stubs })

    expect(stack.setup.starts).toBe(2)
    expect(readFileSync(secrets, 'utf8')).toBe(before)
    expect(statSync(secrets).mode & 0o777).toBe(0o600)
    await stack.stop()
  })

  it('takes its own programs down when the supervisor is killed', async () => {
    const settings = await settingsApart()
    const killed = supervisor(settings)
    await firstLine(killed)

    killed.kill('SIGKILL')

    for (const port of [settings.PORT, settings.WORKER_PORT, settings.MAILBOX_PORT]) {
      await expect.poll(() => text(port), { timeout: 5_000 }).toBe('')
    }
    const clearing = await startStack({ settings, programs: stubs })
    await clearing.stop()
  })

  it('names a taken port before it starts anything, and leaves the directory free', async () => {
    const settings = await settingsApart()
    const squatter = createServer().listen(settings.MAILBOX_PORT, '127.0.0.1')

    const complaint = `port ${settings.MAILBOX_PORT} is taken: set MAILBOX_PORT to another one`
    await expect(startStack({ settings, programs: stubs })).rejects.toThrow(complaint)

    squatter.close()
    await once(squatter, 'close')
    const stack = await startStack({ settings, programs: stubs })
    await stack.stop()
  })

  it('leaves nothing running when its set-up fails', async () => {
    const settings = await settingsApart()
    const programs = { ...stubs, setup: new URL('absent.ts', import.meta.url) }

    await expect(startStack({ settings, programs })).rejects.toThrow('absent.ts ended with exit code 1')

    await expect(requireFree(portsOf(settings))).resolves.toBeUndefined()
  })
})

function supervisor(settings: Settings): ChildProcess {
  const script = fileURLToPath(new URL('stub/supervisor.ts', import.meta.url))
  const variables = Object.entries(settings).map(([name, value]) => [name, String(value)])
  return spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, ...Object.fromEntries(variables) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) return ''
  for await (const line of createInterface({ input: stdout })) return line
  return ''
}

async function text(port: number): Promise<string> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    (answer) => answer.text(),
    () => '',
  )
}

async function starts(url = ''): Promise<number | null> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rowCount } = await client.query('select from starts')
  await client.end()
  return rowCount
}
