import { setTimeout as pause } from 'node:timers/promises'
import { type Ground, until } from './ground.ts'
import { gates, open, report } from './opening.ts'
import type { Product } from './product.ts'
import type { Row } from './table.ts'
import { tell } from './tell.ts'

/** Lays down engagements over a minute, each of which waits seven program days for contacts, and sees how late each escalates. */
export async function wake({ db }: Ground, { call }: Product, count: number): Promise<readonly Row[]> {
  const began = Date.now()
  const gap = 60_000 / count
  const laying: Promise<void>[] = []
  for (let i = 0; i < count; i += 1) {
    await pause(Math.max(0, began + i * gap - Date.now()))
    laying.push(layDown(i))
  }
  await Promise.all(laying)
  tell(`${count} with a timer asleep`)
  const escalations = async () => {
    const { rows } = await db.query(lateness)
    return rows.map((row: { readonly late: unknown }) => Number(row.late)).toSorted((a, b) => a - b)
  }
  await until('every escalation', async () => (await escalations()).length >= count, { every: 1_000, seconds: 600 })
  const late = await escalations()
  const at = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0
  return [
    { what: `${count} due within a minute: lateness, median`, unit: 'ms', ours: [at(0.5)] },
    { what: `${count} due within a minute: lateness, 99 %`, unit: 'ms', ours: [at(0.99)] },
    { what: `${count} due within a minute: lateness, latest`, unit: 'ms', ours: [at(1)] },
  ]

  async function layDown(i: number): Promise<void> {
    const id = await open(call, 'fasttrack', `wake-${i}`)
    for (const gate of gates) await report(call, id, gate)
  }
}

/** From the instant the partner's time was up, as the engagement had said, until the escalation was written into the ledger. */
const lateness = `
  select extract(epoch from letters.claimed_at - said.until) * 1000 as late
  from letters join lateral (
    select (about->'waiting'->>'until')::timestamptz as until from audit
    where audit.engagement_id = letters.engagement_id and what = 'stage.contacts' and about->'waiting'->>'owedBy' = 'partner'
    order by id limit 1) said on true
  where kind = 'contact-escalation' and recipient = 'psm'`
