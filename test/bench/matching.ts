import type pg from 'pg'
import { findPartners } from '../../activities/referrals/partners.ts'
import { type Db, openDatabase } from '../../src/db/database.ts'
import { createReferral, type ReferralRow } from '../../src/db/referral/referrals.ts'
import { type Candidate, match } from '../../src/domain/referral/matching.ts'
import { fasttrackReferrals as program } from '../../src/programs/referrals/program.ts'
import { openGround } from './ground.ts'
import { setUp } from './product.ts'
import type { Size } from './size.ts'
import { type Figures, median, type Row, type Section } from './table.ts'
import { tell } from './tell.ts'

const workloads = ['Exchange', 'Teams', 'Intune']

/** Partners for one referral: as the product does it, from the rows of all partners to the row that keeps why it was who, and the pure
 *  function alone. */
export async function matching({ quick }: Size): Promise<Section> {
  const { partners, times } = quick ? { partners: 1_000, times: 20 } : { partners: 10_000, times: 200 }
  const ground = await openGround()
  try {
    await setUp(ground)
    tell(`${partners} partners, each with ten offers behind it`)
    await lay(ground.db, partners)
    const db = openDatabase(ground.postgres.url, { connections: 1 })
    ground.atEnd(() => db.destroy())
    const referral = await refer(db)
    const some = await timesOf(times, () => look(db, referral))
    await serveEverybody(ground.db)
    const all = await timesOf(times / 4, () => look(db, referral))
    const pure = await timesOf(times, () => matchAll(partners))
    return { name: 'matching', rows: rowsOf(partners, { some, all, pure }) }
  } finally {
    await ground.close()
  }
}

/** Lays partners down as the API would have: each in two of ten countries, for two sizes of customers and four industries, endorsed for
 *  two workloads of five, with ten offers within the year. One in twenty is busy, one in fifty paused. */
async function lay(db: pg.Pool, partners: number): Promise<void> {
  const series = 'from generate_series(0, $1::int - 1) i'
  const statements = [
    `insert into partners (id, name, country) select 'p-' || i, 'Partner ' || i, 'DE' ${series}`,
    `insert into referral_profiles (partner_id, locations, languages, customer_sizes, industries, capacity, standard_list, benefit_list, paused_until)
     select 'p-' || i, array[c[1 + i % 10], c[1 + (i + 3) % 10]], array['en-US', 'de'], s[1 + i % 3:2 + i % 3], d[1 + i % 9:4 + i % 9],
       case when i % 20 = 0 then 0 end, '{}', '{}', case when i % 50 = 1 then now() + interval '9 days' end
     from generate_series(0, $1::int - 1) i, (values ('{DE,FR,GB,US,NL,ES,IT,PL,SE,JP}'::text[],
       '{${program.customerSizes.join()}}'::text[], '{${program.industries.join()}}'::text[])) words (c, s, d)`,
    `insert into endorsements (partner_id, workload, specialization, expires_at)
     select 'p-' || i, (array['Exchange', 'Teams', 'Intune', 'SharePoint', 'Yammer'])[1 + (i + k) % 5], 'Modern Work', now() + interval '1 year'
     ${series}, generate_series(0, 1) k`,
    `insert into referrals (id, program_id, program_version, external_id, kind, customer_id, customer_name, customer_country, customer_language,
       customer_size, customer_industry, customer_licences, workloads, state, closed_at)
     select 'ref_' || i, '${program.id}', ${program.version}, 'r-' || i, 'standard', 'c-' || i, 'C', 'DE', 'de', 'medium', 'retail', 1,
       array['Teams'], 'assigned', now() ${series}`,
    `insert into offers (id, referral_id, partner_id, workloads, why, received, state, offered_at, settled_at)
     select 'off_' || i || '_' || k, 'ref_' || i, 'p-' || (i * 31 + k * 997) % $1::int, array['Teams'], 'fewest-received', 0,
       case when k = 9 then 'accepted' else 'declined' end, now() - make_interval(days => (i * 7 + k) % 360), now()
     ${series}, generate_series(0, 9) k`,
    `insert into offered_workloads (offer_id, referral_id, workload, held)
     select id, referral_id, 'Teams', state = 'accepted' from offers where $1::int > 0`,
  ]
  for (const statement of statements) await db.query(statement, [partners])
  await db.query('vacuum analyze')
}

/** As if all partners served every customer: the most a match can take. */
async function serveEverybody(db: pg.Pool): Promise<void> {
  await db.query(`update referral_profiles set locations = array['DE'], customer_sizes = $1, industries = $2`, [
    program.customerSizes,
    program.industries,
  ])
  await db.query('vacuum analyze referral_profiles')
}

async function refer(db: Db): Promise<ReferralRow> {
  const customer = {
    customer_id: 'contoso',
    customer_name: 'Contoso',
    customer_country: 'DE',
    customer_language: 'de',
  } as const
  const { row } = await createReferral(db, {
    ...customer,
    program_id: program.id,
    program_version: program.version,
    external_id: 'bench',
    kind: 'standard',
    customer_size: 'medium',
    customer_industry: 'retail',
    customer_licences: 200,
    workloads,
  })
  return row
}

async function look(db: Db, referral: ReferralRow): Promise<void> {
  await db.transaction().execute(async (tx) => findPartners({ tx, referral, program }, { workloads, most: 3 }))
}

async function matchAll(partners: number): Promise<void> {
  candidates ??= Array.from({ length: partners }, (_, i) => candidate(i))
  const customer = { country: 'DE', language: 'de', size: 'medium', industry: 'retail' }
  match({ workloads, customer }, candidates, { at: new Date(), most: 3 })
}

let candidates: readonly Candidate[] | undefined

function candidate(i: number): Candidate {
  return {
    partnerId: `p-${(i * 7919) % 10_007}`,
    endorsements: [...workloads.slice(i % 3), 'Yammer'].map((workload) => ({ workload, expiresAt: new Date(2 ** 42) })),
    locations: i % 2 ? ['DE'] : ['AT'],
    languages: ['en-US', 'de'],
    customerSizes: ['medium', 'large'],
    industries: ['retail', 'finance'],
    capacity: null,
    pausedUntil: null,
    openOffers: 0,
    received: i % 10,
    claims: false,
    asked: [],
  }
}

/** Milliseconds of each, without those in which caches and compilers warm up. */
async function timesOf(count: number, act: () => Promise<void>): Promise<Figures> {
  const times: number[] = []
  for (let i = 0; i < count + 20; i += 1) {
    const began = performance.now()
    await act()
    if (i >= 20) times.push(performance.now() - began)
  }
  return times
}

function rowsOf(
  partners: number,
  { some, all, pure }: Readonly<Record<'some' | 'all' | 'pure', Figures>>,
): readonly Row[] {
  const within = (figures: Figures) => ({ says: '≤ 20', met: median(figures) <= 20 })
  const what = `one referral among ${partners.toLocaleString('en-US')} partners`
  return [
    { what: `${what}: looked up, matched, kept`, unit: 'ms', ours: some, budget: within(some) },
    { what: `${what}, all of whom serve such customers`, unit: 'ms', ours: all },
    { what: `${what}, all of them in the pure function`, unit: 'ms', ours: pure, budget: within(pure) },
  ]
}
