import { type Kysely, sql } from 'kysely'

/** Of each look for partners a sum is kept, whose size does not grow with the program; and partners are found by whom they serve. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    delete from referral_matches;
    alter table referral_matches drop column considered;
    alter table referral_matches add column reckoning jsonb not null;
    create index referral_profiles_by_served on referral_profiles
      using gin (locations, languages, customer_sizes, industries) where left_at is null;
    drop index offers_by_partner;
    create index offers_by_partner on offers (partner_id, offered_at) include (state, referral_id);
  `.execute(db)
}
