import type { Client } from '@temporalio/client'
import { searchAttributes } from '../../workflows/messages.ts'

/** Temporal's numbers for the types we use (temporal.api.enums.v1.IndexedValueType). */
const types = { KEYWORD: 2, DOUBLE: 4, BOOL: 5, DATETIME: 6 } as const

/** Registers the search attributes a namespace lacks. Temporal Cloud refuses this: there they are made in its own console first. */
export async function ensureSearchAttributes({ connection }: Client, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace })
  const missing = Object.values(searchAttributes).filter(({ name }) => !(name in customAttributes))
  if (missing.length === 0) return
  const added = Object.fromEntries(missing.map(({ name, type }) => [name, types[type]]))
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: added })
}
