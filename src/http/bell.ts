import type { FastifyInstance } from 'fastify'
import type { Db } from '../db/database.ts'
import { announce } from '../db/outbox.ts'

/** Tells the relays after each write that something may be due. Not in the transaction of the write: PostgreSQL lets only one
 *  transaction that notifies commit at a time, so answers would wait for each other's disk. A ring that is lost costs a second: relays look
 *  by themselves, too. */
export function registerBell(app: FastifyInstance, db: Db): void {
  let ringing = false
  let wanted = false
  app.addHook('onResponse', async ({ method }, { statusCode }) => {
    if (method === 'GET' || method === 'HEAD' || statusCode >= 400) return
    wanted = true
    if (!ringing) await ring()
  })

  async function ring(): Promise<void> {
    ringing = true
    while (wanted) {
      wanted = false
      await announce(db).catch(() => undefined)
    }
    ringing = false
  }
}
