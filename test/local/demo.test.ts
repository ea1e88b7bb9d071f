import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Pids } from '../../src/local/pids.ts'

describe('the demo', { timeout: 120_000 }, () => {
  it('plays each way an engagement can end, and shows how it ended', async () => {
    const { code, output } = await demo({ DAY: '100ms' })

    expect({ code, output }).toMatchObject({ code: 0 })
    expect(output).toMatch(/^ +\+\d+\.\d s {2}Exchange · Contoso +survey sent to 2 contacts$/m)
    expect(output).toMatch(/^ +\+\d+\.\d s {2}SharePoint · Adventure Works +escalation sent to the owner$/m)
    expect(output).toMatch(/^ +\+\d+\.\d s {2}migration services · Proseware +back to waiting for its gates$/m)
    expect(output.slice(output.indexOf('engagement  ')).split('\n').slice(0, 7).map(cells)).toEqual([
      ['engagement', 'outcome', 'score'],
      ['Exchange · Contoso', 'scored', 'NSAT 200', expect.stringContaining('(n = 1, 95 %: ')],
      ['SharePoint · Adventure Works', 'no-contacts'],
      ['Teams · Wide World Importers', 'no-response'],
      ['Intune · Northwind Traders', 'not-eligible'],
      ['Yammer · Litware', 'terminated'],
      ['migration services · Proseware', 'scored', 'NSAT 100', expect.stringContaining('(n = 1, 95 %: ')],
    ])
  })

  it('fails, and leaves nothing running, when the API turns it away', async () => {
    const { code, output, left } = await demo({ DAY: '100ms', REQUESTS_PER_MINUTE: '5' })

    expect(code).toBe(1)
    expect(output).toContain('POST /v1/engagements was answered with 429')
    expect(left).toEqual([])
  })
})

/** Runs the demo to its end. @returns what it said, and what it left running */
async function demo(settings: Readonly<Record<string, string>>) {
  const dir = mkdtempSync(join(tmpdir(), 'plaudit-demo-'))
  const script = fileURLToPath(new URL('../../src/local/demo.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, ...settings, STATE_DIR: dir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await new Pids(join(dir, 'demo')).endAll()
    rmSync(dir, { recursive: true, force: true })
  })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: child.exitCode, output: `${out}\n${err}`, left: await new Pids(join(dir, 'demo')).endAll() }
}

function cells(row: string): readonly string[] {
  return row.split(/ {2,}/)
}
