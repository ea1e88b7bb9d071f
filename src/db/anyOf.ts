import { type RawBuilder, sql } from 'kysely'

/** To compare with: one of some ids, or of none. */
export function anyOf(ids: readonly string[]): RawBuilder<string> {
  return sql<string>`any(${[...ids]}::text[])`
}
