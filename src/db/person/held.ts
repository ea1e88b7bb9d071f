import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { heldGifts } from './heldGifts.ts'
import { type Held, heldOfInsiders } from './heldOfInsiders.ts'
import { isListed } from './referrals.ts'

/** All that is held about a person, kind by kind. */
export const held = {
  contacts: (db, person, { after, limit }) =>
    contactsOf(db, person)
      .innerJoin('engagements as e', 'e.id', 'c.engagement_id')
      .leftJoin('invitations as i', 'i.contact_id', 'c.id')
      .select([
        'c.id',
        'c.first_name as firstName',
        'c.last_name as lastName',
        'c.email',
        'c.country',
        'c.service',
        'c.role',
        'c.consent_at as consentAt',
        'c.consent_source as consentSource',
      ])
      .select(['c.survey_eligible as surveyEligible', 'c.survey_language as surveyLanguage', 'c.named_at as namedAt'])
      .select([
        'e.id as engagement',
        'e.program_id as program',
        'e.partner_id as partner',
        'i.id as invitation',
        'i.status',
        'i.origin',
      ])
      .select(['e.customer_name as customer', 'e.subject_name as subject', 'i.sent_at as sentAt'])
      .select(['i.reminded_at as remindedAt', 'i.settled_at as settledAt', 'i.deferred_until as deferredUntil'])
      .where('c.id', '>', after)
      .orderBy('c.id')
      .limit(limit)
      .execute(),
  responses: (db, person, { after, limit }) =>
    contactsOf(db, person)
      .innerJoin('invitations as i', 'i.contact_id', 'c.id')
      .innerJoin('responses as r', 'r.invitation_id', 'i.id')
      .select(['r.id', 'r.engagement_id as engagement', 'i.contact_id as contact', 'r.answers', 'r.language'])
      .select(['r.set_aside as setAside', 'r.submitted_at as submittedAt', 'r.superseded_at as supersededAt'])
      .where('r.id', '>', after)
      .orderBy('r.id')
      .limit(limit)
      .execute(),
  heldAnswers: (db, person, { after, limit }) =>
    contactsOf(db, person)
      .innerJoin('invitations as i', 'i.contact_id', 'c.id')
      .innerJoin('held_answers as h', 'h.invitation_id', 'i.id')
      .select(['h.id', 'c.engagement_id as engagement', 'c.id as contact', 'h.submission', 'h.given_at as givenAt'])
      .where('h.id', '>', after)
      .orderBy('h.id')
      .limit(limit)
      .execute(),
  reviews: (db, person, { after, limit }) =>
    db
      .selectFrom('reviews')
      .select(['id', 'engagement_id as engagement', 'text', 'language', 'state', 'created_at as createdAt'])
      .select(['published_at as publishedAt', 'withdrawn_at as withdrawnAt', 'ended_by as endedBy'])
      .where('address_hash', '=', person)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute(),
  disqualifications: (db, person, { after, limit }) =>
    contactsOf(db, person)
      .innerJoin('invitations as i', 'i.contact_id', 'c.id')
      .innerJoin('responses as r', 'r.invitation_id', 'i.id')
      .innerJoin('disqualifications as d', 'd.response_id', 'r.id')
      .select(['d.id', 'd.response_id as response', 'd.reason', 'd.made_at as madeAt', 'd.lifted_at as liftedAt'])
      .where('d.id', '>', after)
      .orderBy('d.id')
      .limit(limit)
      .execute(),
  letters: (db, person, { after, limit }) =>
    lettersTo(db, person)
      .select([
        'l.id',
        'l.about',
        'l.engagement_id as engagement',
        'l.kind',
        'l.recipient',
        'l.status',
        'l.reason',
        'l.delivery',
      ])
      .select([
        'l.claimed_at as claimedAt',
        'l.sent_at as sentAt',
        'l.provider_id as providerId',
        'l.payload as letter',
      ])
      .where('l.id', '>', after)
      .orderBy('l.id')
      .limit(limit)
      .execute(),
  deliveries: (db, person, { after, limit }) =>
    lettersTo(db, person)
      .innerJoin('deliveries as d', (join) =>
        join.on((eb) =>
          eb.or([eb('d.letter_id', '=', eb.ref('l.id')), eb('d.provider_id', '=', eb.ref('l.provider_id'))]),
        ),
      )
      .select(['d.event_id as id', 'l.id as letter', 'd.type', 'd.permanence', 'd.at'])
      .where('d.event_id', '>', after)
      .orderBy('d.event_id')
      .limit(limit)
      .execute(),
  requests: (db, person, { after, limit }) =>
    db
      .selectFrom('requests')
      .select(['id', 'purpose', 'engagement_id as engagement', 'at'])
      .where('address_hash', '=', person)
      .where('id', '>', after || '0')
      .orderBy('id')
      .limit(limit)
      .execute(),
  tasks: (db, person, { after, limit }) =>
    db
      .selectFrom('tasks as t')
      .select(['t.id', 't.kind', 't.owner', 't.about', 't.engagement_id as engagement'])
      .select(['t.opened_at as openedAt', 't.closed_at as closedAt'])
      .where((eb) =>
        eb.or([
          eb('t.about', 'in', contactsOf(db, person).select('c.id')),
          eb('t.about', 'in', lettersTo(db, person).select('l.id')),
          eb(
            't.about',
            'in',
            contactsOf(db, person).innerJoin('gift_orders as g', 'g.contact_id', 'c.id').select('g.id'),
          ),
        ]),
      )
      .where('t.id', '>', after)
      .orderBy('t.id')
      .limit(limit)
      .execute(),
  referrals: (db, person, { after, limit }) =>
    db
      .selectFrom('referral_contacts as c')
      .innerJoin('referrals as r', 'r.id', 'c.referral_id')
      .select(['r.id', 'c.name', 'c.email', 'r.customer_name as customer', 'r.kind', 'r.workloads', 'r.state'])
      .select(['r.created_at as createdAt', 'r.closed_at as closedAt'])
      .where('c.address_hash', '=', person)
      .where('r.id', '>', after)
      .orderBy('r.id')
      .limit(limit)
      .execute(),
  referralLists: (db, person, { after, limit }) =>
    db
      .selectFrom('referral_profiles')
      .select('partner_id as id')
      .where(isListed(person))
      .where('partner_id', '>', after)
      .orderBy('partner_id')
      .limit(limit)
      .execute(),
  ...heldGifts,
  ...heldOfInsiders,
  optOuts: (db, person, { after, limit }) =>
    db
      .selectFrom('opt_outs')
      .select([sql.lit('opt-out').as('id'), 'opted_out_at as at'])
      .where('address_hash', '=', person)
      .where(sql<string>`'opt-out'`, '>', after)
      .limit(limit)
      .execute(),
  audit: (db, person, { after, limit }) =>
    contactsOf(db, person)
      .leftJoin('invitations as i', 'i.contact_id', 'c.id')
      .innerJoin('audit as a', (join) =>
        join
          .onRef('a.engagement_id', '=', 'c.engagement_id')
          .on(sql<boolean>`(strpos(a.about::text, c.id) > 0 or strpos(a.about::text, i.id) > 0)`),
      )
      .select(['a.id', 'a.engagement_id as engagement', 'a.actor', 'a.what', 'a.about', 'a.at'])
      .distinct()
      .where('a.id', '>', after || '0')
      .orderBy('a.id')
      .limit(limit)
      .execute(),
} as const satisfies Readonly<Record<string, Held>>

function contactsOf(db: Db, person: Buffer) {
  return db.selectFrom('contacts as c').where('c.address_hash', '=', person)
}

/** Letters to the address, and those to a contact who has it, whatever became of them. */
function lettersTo(db: Db, person: Buffer) {
  return db
    .selectFrom('letters as l')
    .where((eb) =>
      eb.or([eb('l.address_hash', '=', person), eb('l.recipient', 'in', contactsOf(db, person).select('c.id'))]),
    )
}
