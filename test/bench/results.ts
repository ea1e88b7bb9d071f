import type pg from 'pg'
import { openDatabase } from '../../src/db/database.ts'
import { findProgram } from '../../src/db/programs.ts'
import { refreshTallies } from '../../src/db/tallies.ts'
import { keepSecrets } from '../../src/local/secrets.ts'
import { type Ground, openGround } from './ground.ts'
import { type Call, callTo } from './http.ts'
import { layPartners } from './population.ts'
import { setUp } from './product.ts'
import type { Size } from './size.ts'
import type { Figures, Section } from './table.ts'
import { tell } from './tell.ts'

const program = 'fasttrack'
/** Answers to one engagement. */
const each = 10

/** Results where many have answered: of one partner, of all, and what adding all of them up takes once an hour. */
export async function results({ quick }: Size): Promise<Section> {
  const size = quick ? { responses: 20_000, partners: 100 } : { responses: 1_000_000, partners: 5_000 }
  const ground = await openGround()
  try {
    const product = await setUp(ground)
    tell(`${size.responses} responses under ${program}`)
    await lay(ground.db, size)
    await ground.db.query('vacuum analyze engagements, invitations, responses')
    const added = await timeAddingUp(ground)
    await product.startApi()
    const call = callTo(product.url, { key: keepSecrets(ground.dir).ownerKey })
    const plain = { name: 'GET of a partner', figures: await times(call, (i) => partnerOf(i, size)) }
    const query = 'by=month'
    const one = await times(call, (i) => `${partnerOf(i, size)}/results?program=${program}&${query}`)
    const all = await times(call, () => `/v1/programs/${program}/results?${query}`)
    return {
      name: 'results',
      rows: [
        { what: 'results of one partner over the API, by month', unit: 'ms', ours: one, baseline: plain },
        { what: 'results of a program over the API, by month', unit: 'ms', ours: all, baseline: plain },
        { what: 'all results of a program added up', unit: 's', ours: added },
      ],
    }
  } finally {
    await ground.close()
  }
}

/** Lays engagements, invitations and answers of the last year down as the API would have, but for the people, who are in no result. */
async function lay(db: pg.Pool, { responses, partners }: { responses: number; partners: number }): Promise<void> {
  await layPartners(db, partners)
  const client = await db.connect()
  try {
    await client.query('set session_replication_role = replica') // nobody is named, so no contact is referred to
    await client.query(
      `insert into engagements (id, program_id, program_version, partner_id, external_id, customer_id, customer_name,
         customer_country, subject_kind, subject_name, stage, outcome)
       select 'eng_' || i, $1, 1, 'p-' || i % $2::int, 'x-' || i, 'c-' || i % 30, 'Customer', (array['DE', 'FR', 'IL'])[i % 3 + 1],
         'workload', (array['Exchange', 'Teams', 'Intune'])[i / 7 % 3 + 1], 'closed', 'scored'
       from generate_series(0, $3::int - 1) i`,
      [program, partners, responses / each],
    )
    await client.query(
      `insert into invitations (id, engagement_id, contact_id, status, sent_at)
       select 'inv_' || i, 'eng_' || i / $2::int, 'ctc_' || i, 'answered', now() - make_interval(hours => i % 8760)
       from generate_series(0, $1::int - 1) i`,
      [responses, each],
    )
    await client.query(
      `insert into responses (id, engagement_id, invitation_id, partner_id, program_id, program_version, country, subject, language,
         answers, submitted_at)
       select 'res_' || i, e.id, 'inv_' || i, e.partner_id, $1, 1, e.customer_country, e.subject_name, 'en-US',
         jsonb_build_object('responsiveness', 1 + i * 7 % 4, 'expertise', 1 + i * 5 % 4, 'clarity', 1 + i * 3 % 4,
           'usefulness', 4, 'overall', 1 + i * 11 % 4, 'recommend', i % 11, 'comment', 'Thank you, that went well.'),
         now() - make_interval(hours => i % 8760)
       from generate_series(0, $2::int - 1) i join engagements e on e.id = 'eng_' || i / $3::int`,
      [program, responses, each],
    )
  } finally {
    client.release(true)
  }
}

/** Seconds the hourly run takes. */
async function timeAddingUp(ground: Ground): Promise<Figures> {
  const db = openDatabase(ground.postgres.url, { connections: 2 })
  try {
    const found = await findProgram(db, program)
    if (!found) throw new Error(`${program} is not published`)
    const began = performance.now()
    const rows = await refreshTallies(db, found, { from: 0 })
    const seconds = (performance.now() - began) / 1000
    tell(`${rows} rows: ${seconds.toPrecision(3)} s`)
    return [seconds]
  } finally {
    await db.destroy()
  }
}

/** Milliseconds of calls, after some that do not count. */
async function times(call: Call, pathOf: (i: number) => string): Promise<Figures> {
  const figures: number[] = []
  for (let i = 0; i < 110; i += 1) {
    const began = performance.now()
    await call('GET', pathOf(i))
    if (i >= 10) figures.push(performance.now() - began)
  }
  return figures
}

function partnerOf(i: number, { partners }: { partners: number }): string {
  return `/v1/partners/p-${(i * 37) % partners}`
}
