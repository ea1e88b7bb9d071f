import { freePort } from '../../src/local/ports.ts'
import { local } from '../../src/local/settings.ts'
import { type Ground, startProgram } from './ground.ts'
import { type Call, callTo } from './http.ts'
import type { Product } from './product.ts'

/** Somebody who can live an engagement's life: where it takes calls, and the table that says which are over. */
export type Contender = { readonly url: string; readonly call: Call; readonly table: string }

const peers = {
  dbos: { script: new URL('dbos/main.ts', import.meta.url), table: 'dbos_peer.engagements' },
  pgBoss: { script: new URL('pgBoss/main.ts', import.meta.url), table: 'boss_peer.engagements' },
} as const

/** Starts one of those ours is measured against, on the same PostgreSQL and with the same mailbox. */
export async function startPeer(
  ground: Ground,
  { environment }: Product,
  name: keyof typeof peers,
): Promise<Contender> {
  const port = await freePort()
  const url = local(port)
  const { script, table } = peers[name]
  const own = { ...environment, PORT: String(port), PUBLIC_URL: url }
  await startProgram(ground, script, own, { port })
  return { url, call: callTo(url), table }
}
