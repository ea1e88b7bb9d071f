import { type RawBuilder, sql } from 'kysely'

/** What `hashOfAddress` makes of a column, in SQL. */
export function hashOfColumn(column: 'email' | 'psm_email' | 'manager_email' | 'address'): RawBuilder<Buffer> {
  return sql<Buffer>`sha256(convert_to(lower(trim(${sql.ref(column)})), 'UTF8'))`
}
