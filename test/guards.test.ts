import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)

describe('the checks', () => {
  it('pass on the code as it is, and catch an activity that nobody waits for', async () => {
    const dir = await copy()
    await expect(lint(dir)).resolves.toBeDefined()

    await change(dir, 'workflows/desk.ts', 'await showStage(', 'showStage(')

    await expect(lint(dir)).rejects.toMatchObject({ stdout: expect.stringContaining('no-floating-promises') })
  })

  it('catch a workflow that takes more than types from the activities', async () => {
    const dir = await copy()
    await expect(cruise(dir)).resolves.toBeDefined()

    await change(dir, 'workflows/engagement.ts', 'import type { Ending }', 'import { type Ending, stageActivities }')

    await expect(cruise(dir)).rejects.toMatchObject({
      stdout: expect.stringContaining('workflows-see-domain-and-types'),
    })
  })
})

/** The code with the settings of the checks, in a place where it may be broken. */
async function copy(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'plaudit-guards-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const parts = [
    'workflows',
    'activities',
    'src',
    'package.json',
    'tsconfig.json',
    '.oxlintrc.json',
    '.dependency-cruiser.cjs',
  ]
  for (const part of parts) await cp(join(root, part), join(dir, part), { recursive: true })
  await symlink(join(root, 'node_modules'), join(dir, 'node_modules'))
  return dir
}

async function change(dir: string, file: string, from: string, to: string): Promise<void> {
  const code = await readFile(join(dir, file), 'utf8')
  expect(code).toContain(from)
  await writeFile(join(dir, file), code.replace(from, to))
}

function lint(cwd: string) {
  return run(join(root, 'node_modules/.bin/oxlint'), ['--type-aware', 'workflows'], { cwd })
}

function cruise(cwd: string) {
  return run(join(root, 'node_modules/.bin/depcruise'), ['workflows'], { cwd })
}
