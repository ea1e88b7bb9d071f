import { type RawBuilder, sql } from 'kysely'
import { milliseconds } from '../../domain/duration.ts'
import type { Candidate, Wanted } from '../../domain/referral/matching.ts'
import type { ReferralProgram } from '../../domain/referral/program.ts'
import type { LeftOut } from '../../domain/referral/reckoning.ts'
import type { Db } from '../database.ts'
import type { ReferralRow } from './referrals.ts'

/** What partners are looked for, and from when on the referrals they received count. */
export type Sought = Wanted & { readonly referral: ReferralRow; readonly since: Date }

/** What a referral wants for some of its workloads at a moment. */
export function soughtFor(
  referral: ReferralRow,
  { matching }: Pick<ReferralProgram, 'matching'>,
  { workloads, at }: { readonly workloads: readonly string[]; readonly at: Date },
): Sought {
  return {
    workloads,
    referral,
    since: new Date(at.getTime() - milliseconds(matching.window)),
    customer: {
      country: referral.customer_country,
      language: referral.customer_language,
      size: referral.customer_size,
      industry: referral.customer_industry,
    },
  }
}

/** The partners who serve such customers, as they stand at this moment. Whoever does not can get nothing, whatever else holds. */
export async function candidatesFor(db: Db, sought: Sought): Promise<readonly Candidate[]> {
  const { country, language, size, industry } = sought.customer
  return read(
    db,
    sought,
    sql`and locations @> array[${country}] and languages @> array[${language}]
      and customer_sizes @> array[${size}] and industries @> array[${industry}]`,
  )
}

/** Partners by id, a page at a time, whomever they serve. */
export async function candidatesAfter(
  db: Db,
  sought: Sought,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly Candidate[]> {
  return read(db, sought, sql`and partner_id > ${after} order by partner_id limit ${limit}`)
}

/** How many partners there are, and how many do not serve such customers, by what they do not. */
export async function countLeftOut(db: Db, { customer }: Wanted): Promise<LeftOut> {
  const lacks = (list: string, word: string) =>
    sql<number>`count(*) filter (where ${word} <> all (${sql.ref(list)}))::int`
  return db
    .selectFrom('referral_profiles')
    .where('left_at', 'is', null)
    .select([
      sql<number>`count(*)::int`.as('partners'),
      lacks('locations', customer.country).as('location'),
      lacks('languages', customer.language).as('language'),
      lacks('customer_sizes', customer.size).as('customer-size'),
      lacks('industries', customer.industry).as('industry'),
    ])
    .executeTakeFirstOrThrow()
}

async function read(
  db: Db,
  { workloads, referral, since }: Sought,
  which: RawBuilder<unknown>,
): Promise<readonly Candidate[]> {
  const { rows } = await sql<Row>`
    select p.partner_id as "partnerId", p.locations, p.languages, p.customer_sizes as "customerSizes", p.industries,
      p.capacity, p.paused_until as "pausedUntil", e.workloads, e.expire, o.open as "openOffers", o.received, a.asked,
      exists (select from claims c where c.partner_id = p.partner_id and c.customer_id = ${referral.customer_id}) as claims
    from (select * from referral_profiles where left_at is null ${which}) p
    cross join lateral (select coalesce(array_agg(workload), '{}') as workloads,
      coalesce(array_agg(extract(epoch from expires_at)::float8), '{}') as expire
      from endorsements where partner_id = p.partner_id and workload = any(${[...workloads]}::text[])) e
    cross join lateral (select count(*) filter (where state = 'open')::int as open,
      count(distinct referral_id) filter (where offered_at >= ${since} and state <> 'withdrawn')::int as received
      from offers where partner_id = p.partner_id and (state = 'open' or offered_at >= ${since})) o
    cross join lateral (select array(select w.workload from offers join offered_workloads w on w.offer_id = offers.id
      where offers.referral_id = ${referral.id} and partner_id = p.partner_id and offered_at >= ${referral.asked_since}
      and not w.held) as asked) a
    order by p.partner_id`.execute(db)
  return rows.map(({ workloads, expire, ...candidate }) => ({
    ...candidate,
    endorsements: workloads.map((workload, i) => ({ workload, expiresAt: new Date((expire[i] ?? 0) * 1000) })),
  }))
}

type Row = Omit<Candidate, 'endorsements'> & { readonly workloads: string[]; readonly expire: number[] }
