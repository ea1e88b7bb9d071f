import type { Held } from './heldOfInsiders.ts'

/** The gifts a person chose. */
export const heldGifts = {
  gifts: (db, person, { after, limit }) =>
    db
      .selectFrom('contacts as c')
      .innerJoin('gift_orders as g', 'g.contact_id', 'c.id')
      .select(['g.id', 'c.engagement_id as engagement', 'c.id as contact', 'g.amount', 'g.currency', 'g.state'])
      .select(['g.provider', 'g.provider_id as providerId', 'g.chosen_at as chosenAt', 'g.settled_at as settledAt'])
      .where('c.address_hash', '=', person)
      .where('g.id', '>', after)
      .orderBy('g.id')
      .limit(limit)
      .execute(),
} as const satisfies Readonly<Record<string, Held>>
