import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import {
  addPartner,
  findPartner,
  type NewPartner,
  type PartnerChange,
  type PartnerRow,
  updatePartner,
} from '../../db/partners.ts'
import { markPartnersDue } from '../../db/standingsDue.ts'
import { DomainError } from '../../domain/errors.ts'
import { type PartnerLevel, partnerLevels } from '../../domain/vocabulary.ts'

/** Adds a partner in its place of the tree. */
export async function takeInPartner(
  tx: Db,
  caller: Caller,
  partner: NewPartner,
): Promise<{ readonly row: PartnerRow; readonly isNew: boolean }> {
  await checkParent(tx, partner.parent_id, partner.level ?? 'membership')
  const { row, isNew } = await addPartner(tx, partner)
  if (isNew) await record(tx, { actor: caller.id, what: 'partner.added', about: { partner: row.id } })
  return { row, isNew }
}

/** Changes a partner; the audit trail says what, not into what: addresses are people's.
 *  @throws {DomainError} not-found */
export async function changePartner(
  tx: Db,
  caller: Caller,
  { id, change }: { readonly id: string; readonly change: PartnerChange },
): Promise<PartnerRow> {
  const partner = await findPartner(tx, id)
  if (!partner) throw new DomainError('not-found', `there is no partner '${id}' for this key`)
  if (change.parent_id !== undefined) await checkParent(tx, change.parent_id, partner.level)
  const row = await updatePartner(tx, id, change)
  const { parent_id: parent, time_zone: zone } = { ...partner, ...change }
  if (parent !== partner.parent_id || zone !== partner.time_zone)
    await markPartnersDue(tx, [id, ...[parent, partner.parent_id].flatMap((one) => one ?? [])])
  await record(tx, { actor: caller.id, what: 'partner.changed', about: { partner: id, changed: Object.keys(change) } })
  return row ?? partner
}

/** Whether a partner of a level may belong to another: a location to a membership, a membership to a global partner.
 *  @source CI-13 */
async function checkParent(tx: Db, parentId: string | null, level: PartnerLevel): Promise<void> {
  if (parentId === null) return
  const parent = await findPartner(tx, parentId)
  const field = { field: '/parentId', got: parentId }
  if (!parent)
    throw new DomainError('request.invalid', `there is no partner '${parentId}'`, [
      { ...field, expected: 'the id of a partner' },
    ])
  const above = partnerLevels[partnerLevels.indexOf(level) - 1]
  if (parent.level === above) return
  const expected = above ? `a partner of level ${above}` : 'none: a global partner belongs to nobody'
  throw new DomainError(
    'partner.parent-level',
    `a partner of level ${level} does not belong to one of level ${parent.level}`,
    [{ ...field, expected }],
  )
}
