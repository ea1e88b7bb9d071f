import { type Expression, type SqlBool, sql } from 'kysely'
import { anyOf } from '../anyOf.ts'
import type { Db } from '../database.ts'
import type { Counts } from '../erasures.ts'

/** Whose letters about an engagement, or about anything else where it is null: those to some contacts, and those to an address
 *  whoever it belonged to. */
export type Addressed = {
  readonly engagementId: string | null
  readonly recipients: readonly string[]
  readonly person?: Buffer
}

/** Empties a person's letters and removes what Resend told of them. Kind, date and fate of each stay, for the ledger; what was
 *  about to leave does not.
 *  @returns their ids, and how many rows */
export async function eraseLetters(
  tx: Db,
  { engagementId, recipients, person }: Addressed,
): Promise<{ readonly ids: readonly string[]; readonly counts: Counts }> {
  const found = await tx
    .selectFrom('letters')
    .select(['id', 'provider_id'])
    .where((eb) => (engagementId === null ? eb('engagement_id', 'is', null) : eb('about', '=', engagementId)))
    .where((eb) =>
      eb.or([eb('recipient', '=', anyOf(recipients)), ...(person ? [eb('address_hash', '=', person)] : [])]),
    )
    .where(isTelling)
    .execute()
  const ids = found.map((letter) => letter.id)
  const providerIds = found.flatMap((letter) => letter.provider_id ?? [])
  const deliveries = await tx
    .deleteFrom('deliveries')
    .where((eb) => eb.or([eb('letter_id', '=', anyOf(ids)), eb('provider_id', '=', anyOf(providerIds))]))
    .executeTakeFirst()
  await tx
    .updateTable('letters')
    .set({
      ...emptied,
      status: sql`case when status in ('claimed', 'unresolved') then 'skipped' else status end`,
      reason: sql`case when status in ('claimed', 'unresolved', 'refused') then 'erased' else reason end`,
    })
    .where('id', '=', anyOf(ids))
    .execute()
  return { ids, counts: { letters: ids.length, deliveries: Number(deliveries.numDeletedRows) } }
}

/** A letter without what it said and whom it went to. */
export const emptied = { payload: null, provider_id: null, address_hash: null } as const

/** Whether a letter still says something about whom it went to. */
export function isTelling(): Expression<SqlBool> {
  return sql<SqlBool>`(payload is not null or provider_id is not null or address_hash is not null)`
}
