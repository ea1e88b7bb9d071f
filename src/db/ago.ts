import { type RawBuilder, sql } from 'kysely'

/** The moment so many milliseconds before this one, by the database's clock. */
export function ago(milliseconds: number): RawBuilder<Date> {
  return sql<Date>`now() - make_interval(secs => ${milliseconds / 1000})`
}
