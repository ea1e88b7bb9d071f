import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Pids } from '../../src/local/pids.ts'

describe('the demo', { timeout: 240_000 }, () => {
  it('plays a year of each program, each way an engagement can end, and shows where it leaves the partner', async () => {
    const { code, output } = await demo({ DAY: '100ms' })

    expect({ code, output }).toMatchObject({ code: 0 })
    expect(output).toMatch(/^ +\+\d+\.\d s {2}Exchange · Contoso +survey sent to 2 contacts$/m)
    expect(output).toMatch(/^ +\+\d+\.\d s {2}SharePoint · Adventure Works +escalation sent to the owner$/m)
    expect(output).toMatch(/^ +\+\d+\.\d s {2}migration services · Proseware +back to waiting for its gates$/m)
    expect(output).toMatch(/Exchange, Teams · Relecloud +Exchange offered to Adatum$/m)
    expect(output).toMatch(/Exchange, Teams · Relecloud +Exchange declined by Adatum: capacity$/m)
    expect(output).toMatch(/Exchange, Teams · Relecloud +Exchange timed out with Lamna$/m)
    expect(output).toMatch(/Exchange, Teams · Relecloud +Exchange accepted by Munson$/m)
    expect(output.slice(output.indexOf('engagement  ')).split('\n').slice(0, 27).map(cells)).toEqual([
      ['engagement', 'outcome', 'score'],
      ['Exchange · Contoso', 'scored', 'NSAT 200'],
      ['SharePoint · Adventure Works', 'no-contacts'],
      ['Teams · Wide World Importers', 'no-response'],
      ['Intune · Northwind Traders', 'not-eligible'],
      ['Yammer · Litware', 'terminated'],
      ['migration services · Proseware', 'scored', 'NSAT 100'],
      ['Office ProPlus · Tailspin Toys', 'scored', 'NSAT 200'],
      ['Azure AD Premium · Fourth Coffee', 'scored', 'NSAT 0'],
      ['Advisory · Contoso', 'scored', 'NSAT 144.4'],
      ['Managed services · Litware', 'scored', 'NSAT 200'],
      ['CRM roll-out · Contoso', 'scored', 'MEAN 5'],
      ['Service desk · Contoso', 'scored', 'MEAN 4.5'],
      ['Field service · Contoso', 'scored', 'MEAN 4.9'],
      ['Data migration · Litware', 'scored', 'MEAN 4.2'],
      ['Marketing automation · Litware', 'scored', 'MEAN 4.33'],
      ['Add-on · Proseware', 'scored', 'MEAN 5'],
      ['Exchange · Relecloud', 'scored', 'NSAT 200'],
      ['Teams · Relecloud', 'scored', 'NSAT 200'],
      [''],
      ['referral', 'state', 'offers'],
      ['Exchange, Teams · Relecloud', 'assigned', expect.stringContaining('Lamna timed-out')],
      [''],
      ['standing', 'met', 'value'],
      ['fasttrack', 'yes', '125'],
      ['csat-index', 'yes', '10'],
      ['partner-csat', 'yes', '3'],
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

/** What stands in the first three columns. */
function cells(row: string): readonly string[] {
  return row.split(/ {2,}/).slice(0, 3)
}
