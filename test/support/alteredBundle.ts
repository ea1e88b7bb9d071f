import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'
import { expect, onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The workflows with one line of a story changed, as another release would bring them. @returns the path of the bundle */
export async function alteredBundle(line: string, other: string, file = 'engagement.ts'): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'plaudit-altered-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  await cp(join(root, 'workflows'), join(dir, 'workflows'), { recursive: true })
  for (const shared of ['src', 'activities', 'node_modules']) await symlink(join(root, shared), join(dir, shared))
  const story = join(dir, 'workflows', file)
  const code = await readFile(story, 'utf8')
  expect(code).toContain(line)
  await writeFile(story, code.replace(line, other))
  const bundle = await bundleWorkflowCode({ workflowsPath: join(dir, 'workflows', 'index.ts') })
  await writeFile(join(dir, 'bundle.js'), bundle.code)
  return join(dir, 'bundle.js')
}
