import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from '@temporalio/worker'
import { describe, expect, inject, it } from 'vitest'
import { outcomes } from '../../src/domain/engagement.ts'
import { alteredBundle } from '../support/alteredBundle.ts'

const histories = fileURLToPath(new URL('../histories', import.meta.url))

describe('recorded histories', () => {
  it('exist for every outcome, and for a referral', async () => {
    const kept = await readdir(histories)

    expect(kept.map((file) => file.replace('.json', ''))).toEqual(expect.arrayContaining([...outcomes, 'referral']))
  })

  it('[MX-13] replay on the workflow as it is: engagements that sleep through an upgrade go on', async () => {
    expect(await replay(inject('workflowBundle'))).toEqual([])
  })

  it('[MX-13] [RF-04] do not replay where a referral claims no nudge', async () => {
    const altered = await alteredBundle("email === 'referral-nudge'", "email === 'referral-offer'", 'referral.ts')

    expect(await replay(altered)).toEqual(['referral'])
  })

  it('do not replay on a workflow that does something else first', async () => {
    const altered = await alteredBundle('await askPartner(life)', 'await startOver(life)\n    await askPartner(life)')

    expect(await replay(altered)).toEqual(expect.arrayContaining(['scored', 'no-contacts']))
  })
})

/** @returns the histories that do not replay */
async function replay(codePath: string): Promise<readonly string[]> {
  const failed: string[] = []
  const results = Worker.runReplayHistories({ workflowBundle: { codePath }, replayName: 'test' }, kept())
  for await (const { workflowId, error } of results) if (error) failed.push(workflowId)
  return failed
}

async function* kept() {
  for (const file of await readdir(histories)) {
    const history: unknown = JSON.parse(await readFile(join(histories, file), 'utf8'))
    yield { workflowId: file.replace('.json', ''), history }
  }
}
