import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { Pids } from '../../src/local/pids.ts'

it('[MX-13] loses nothing and sends nothing twice while its parts are killed', { timeout: 270_000 }, async () => {
  const { code, output, left } = await chaos('--seed=3', '--engagements=30', '--day=150ms', '--mishaps=6', '--every=3')

  expect(output).toContain('Nothing lost, nothing twice.')
  expect(code).toBe(0)
  expect(output).toMatch(/[1-9]\d* letters after Resend had them, before the ledger/)
  expect(output).toMatch(/\| most deliveries of one letter +\| 1 +\|/)
  expect(output).toMatch(/\| driven +\| (\d+) +\|\n\| with the outcome they had to have +\| \1 +\|/)
  expect(output).toMatch(/\| referrals +\| +\|\n.*\n\| driven +\| 6 +\|/)
  expect(left).toEqual([])
})

/** Runs it to its end. @returns what it said, and which state directories it left because something was wrong */
async function chaos(...options: readonly string[]) {
  const dir = mkdtempSync(join(tmpdir(), 'chaos-test-'))
  const script = fileURLToPath(new URL('run.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, '--minutes=4', ...options], {
    env: { ...process.env, TMPDIR: dir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    for (const left of readdirSync(dir)) await new Pids(join(dir, left)).endAll()
    rmSync(dir, { recursive: true, force: true })
  })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return {
    code: child.exitCode,
    output: `${out}\n${err}`,
    left: readdirSync(dir).filter((one) => one.startsWith('plaudit')),
  }
}
