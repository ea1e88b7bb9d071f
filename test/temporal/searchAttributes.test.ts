import { Client } from '@temporalio/client'
import { describe, expect, it } from 'vitest'
import { ensureSearchAttributes } from '../../src/temporal/searchAttributes.ts'
import { searchAttributes } from '../../workflows/messages.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

describe('search attributes', () => {
  it('are all registered, so that lists can be filtered by them', async () => {
    const { operatorService } = world().client.connection

    const { customAttributes } = await operatorService.listSearchAttributes({ namespace: 'default' })

    const names = Object.values(searchAttributes).map(({ name }) => name)
    expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(names))
  })

  it('that are there are not added again, which Temporal Cloud would refuse', async () => {
    const { connection } = world().client
    const asked: string[] = []
    const watched = Object.create(connection, {
      operatorService: {
        value: new Proxy(connection.operatorService, {
          get(service, name, receiver) {
            asked.push(String(name))
            return Reflect.get(service, name, receiver)
          },
        }),
      },
    })

    await ensureSearchAttributes(new Client({ connection: watched }), 'default')

    expect(asked).toContain('listSearchAttributes')
    expect(asked).not.toContain('addSearchAttributes')
  })
})
