import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../src/db/database.ts'

/** Ends the database sessions of the relay while it carries facts: the one that holds them, and the one it listens on.
 *  @returns how many sessions were ended; 0 when it carried nothing for a long time */
export async function interruptRelay(db: Db, { signal }: { signal: AbortSignal }): Promise<number> {
  const deadline = Date.now() + 10_000
  while (Date.now() < deadline && !signal.aborted) {
    const ended = await endSessions(db).catch(() => 0)
    if (ended > 0) return ended
    await pause(2)
  }
  return 0
}

/** A session that carries is in a transaction, and the last it did was to take facts. */
async function endSessions(db: Db): Promise<number> {
  const { rows } = await sql`
    with ours as (
      select pid, query, state from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    ), carrying as (
      select pid from ours where state = 'idle in transaction' and query like '%"outbox"%for update skip locked'
    )
    select pg_terminate_backend(pid) from ours
    where exists (select from carrying) and (pid in (select pid from carrying) or query like 'listen %')`.execute(db)
  return rows.length
}
