import type pg from 'pg'

/** Lays partners down as the API would have, 'p-0' and on. */
export async function layPartners(db: pg.Pool, count: number): Promise<void> {
  await db.query(
    `insert into partners (id, name, country, time_zone)
     select 'p-' || i, 'Partner ' || i, 'DE', 'Europe/Berlin' from generate_series(0, $1::int - 1) i
     on conflict do nothing`,
    [count],
  )
}
