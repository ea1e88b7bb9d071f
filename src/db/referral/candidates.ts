import { sql } from 'kysely'
import type { Candidate } from '../../domain/referral/matching.ts'
import type { Db } from '../database.ts'

type About = {
  readonly referralId: string
  readonly customerId: string
  readonly since: Date
  readonly askedSince: Date
}

/** All partners of the referral program as they stand at this moment, in one query.
 *  @param since from when on referrals received count
 *  @param askedSince from when on this referral is not offered to the same partner again */
export async function candidatesFor(
  db: Db,
  { referralId, customerId, since, askedSince }: About,
): Promise<readonly Candidate[]> {
  const { rows } = await sql<Row>`
    select p.partner_id as "partnerId", p.locations, p.languages, p.customer_sizes as "customerSizes", p.industries,
      p.capacity, p.paused_until as "pausedUntil", coalesce(e.workloads, '{}') as workloads, coalesce(e.expire, '{}') as expire,
      coalesce(o.open, 0)::int as "openOffers", coalesce(o.received, 0)::int as received, coalesce(o.asked, '{}') as asked,
      exists (select from claims c where c.partner_id = p.partner_id and c.customer_id = ${customerId}) as claims
    from referral_profiles p
    left join (select partner_id, array_agg(workload order by workload) as workloads, array_agg(expires_at order by workload) as expire
      from endorsements group by partner_id) e using (partner_id)
    left join (select o.partner_id, count(distinct o.id) filter (where o.state = 'open') as open,
      count(distinct o.referral_id) filter (where o.offered_at >= ${since} and o.state <> 'withdrawn') as received,
      array_agg(w.workload) filter (where o.referral_id = ${referralId} and not w.held and o.offered_at >= ${askedSince}) as asked
      from offers o join offered_workloads w on w.offer_id = o.id
      where o.state = 'open' or o.offered_at >= ${since} or o.referral_id = ${referralId}
      group by o.partner_id) o using (partner_id)
    where p.left_at is null
    order by p.partner_id`.execute(db)
  return rows.map(({ workloads, expire, ...candidate }) => ({
    ...candidate,
    endorsements: workloads.map((workload, i) => ({ workload, expiresAt: expire[i] ?? new Date(0) })),
  }))
}

type Row = Omit<Candidate, 'endorsements'> & { readonly workloads: string[]; readonly expire: Date[] }
