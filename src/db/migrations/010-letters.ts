import { type Kysely, sql } from 'kysely'

/** Letters about anything: an engagement is one of the things a letter may be about. Whoever does not say more means that. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table letters add column about text;
    update letters set about = engagement_id;
    alter table letters alter column about set not null;
    alter table letters alter column engagement_id drop not null;
    alter table letters add constraint letters_once unique (about, recipient, kind, wave);
    alter table letters drop constraint letters_engagement_id_recipient_kind_wave_key;
    create function about_its_engagement() returns trigger language plpgsql as
      $$ begin new.about := new.engagement_id; return new; end $$;
    create trigger letters_about_engagements before insert on letters
      for each row when (new.about is null) execute function about_its_engagement();
  `.execute(db)
}
