import pg from 'pg'
import { outboxChannel } from '../db/outbox.ts'

/** Hears that facts were accepted, on a connection of its own. A lost connection is replaced when it is next listened to. */
export function hear(connectionString: string): {
  readonly next: (timeout: number) => Promise<void>
  readonly wake: () => void
  readonly stop: () => Promise<void>
} {
  let connection: pg.Client | undefined
  let heard = false
  let ring = () => {}

  async function connect(): Promise<void> {
    if (connection) return
    const opened = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 })
    const drop = () => {
      connection = undefined
    }
    opened.on('notification', () => {
      heard = true
      ring()
    })
    opened.on('error', drop).on('end', drop)
    await opened.connect()
    await opened.query(`listen ${outboxChannel}`)
    connection = opened
    heard = true // something may have been accepted while nobody listened
  }

  return {
    /** Returns when something was accepted since the last call, or after `timeout` milliseconds. */
    async next(timeout) {
      await connect().catch(() => undefined) // away for now: polling goes on
      if (!heard) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeout)
          ring = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      heard = false
    },
    /** Lets `next` return at once. */
    wake() {
      heard = true
      ring()
    },
    /** To be called when nobody waits in `next` any more: it might open the connection anew. */
    async stop() {
      await connection?.end().catch(() => undefined)
    },
  }
}
