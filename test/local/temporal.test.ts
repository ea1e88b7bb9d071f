import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Connection } from '@temporalio/client'
import { describe, expect, it } from 'vitest'
import { freePort } from '../../src/local/ports.ts'
import { startTemporal } from '../../src/local/temporal.ts'

describe('Temporal on this machine', { timeout: 300_000 }, () => {
  it('answers as soon as it is said to run, with the search attributes asked for', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'temporal-'))
    const searchAttributes = { Stage: 'Keyword', DueAt: 'Datetime' } as const
    const temporal = await startTemporal({ port: await freePort(), log: join(dir, 'log'), searchAttributes })
    const connection = await Connection.connect({ address: temporal.address })

    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' })

    // 2 and 6 are Keyword and Datetime in Temporal's IndexedValueType.
    expect(customAttributes).toMatchObject({ Stage: 2, DueAt: 6 })
    expect(temporal.uiUrl).toBeUndefined()
    await connection.close()
    await temporal.stop()
    await expect(Connection.connect({ address: temporal.address, connectTimeout: 500 })).rejects.toThrow()
  })
})
