import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import type { EngagementRow } from '../../db/engagements.ts'
import { newestGateFact } from '../../db/facts.ts'
import { countFromNetwork } from '../../db/networks.ts'
import { findPartner } from '../../db/partners.ts'
import { openTask } from '../../db/tasks.ts'
import { burst, hashOfNetwork } from '../../domain/network.ts'
import { readWorkAddress } from '../../domain/workAddress.ts'

/** A contact as it was named, under its id. */
type Named = { readonly id: string; readonly contact: { readonly email: string } }

/** Has the operator look at contacts who may be no customers, and at those who are changed when the work is done. Nothing is held back.
 *  @param wasNamed whether the engagement had contacts before
 *  @source MX-12 */
export async function flagContacts(
  tx: Db,
  { id: engagementId, partner_id }: EngagementRow,
  { named, wasNamed }: { readonly named: readonly Named[]; readonly wasNamed: boolean },
): Promise<void> {
  const partner = await findPartner(tx, partner_id)
  const insiders = [partner?.email, partner?.psm_email].flatMap((address) => address ?? [])
  const strange = named.filter(({ contact }) => 'unfit' in readWorkAddress(contact.email, { insiders }))
  if (strange.length > 0) await flag('contacts-strange', strange)
  if (wasNamed && (await newestGateFact(tx, engagementId, 'completed'))) await flag('contacts-late', named)

  async function flag(kind: 'contacts-strange' | 'contacts-late', contacts: readonly Named[]): Promise<void> {
    await record(tx, { engagementId, actor: 'workflow', what: kind, about: { contacts: contacts.map(({ id }) => id) } })
    await openTask(tx, { kind, about: engagementId, engagementId })
  }
}

/** Has the operator look at a membership about which many answers come from one network.
 *  @source MX-12 */
export async function flagBurst(
  tx: Db,
  secret: string,
  { ip, partnerId, programId }: { readonly ip: string; readonly partnerId: string; readonly programId: string },
): Promise<void> {
  const network = hashOfNetwork(secret, { ip, now: new Date() })
  if ((await countFromNetwork(tx, { network, partnerId, programId })) < burst) return
  await openTask(tx, { kind: 'answers-burst', about: `${programId}/${partnerId}` })
}
