import { isDeepStrictEqual } from 'node:util'
import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import { createEngagement, type EngagementRow, type NewEngagement } from '../../db/engagements.ts'
import type { Caller } from '../../db/keys.ts'
import { tell } from '../../db/outbox.ts'
import { findPartner } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Program } from '../../domain/program.ts'
import { waitingBeforeSurvey } from '../../domain/waiting.ts'
import { mayActFor } from '../auth.ts'
import { openUntil } from './openUntil.ts'

/** Opens an engagement under the version of its program in force, which it keeps; its workflow starts with it.
 *  @param day how long one program day lasts, in milliseconds
 *  @returns the engagement, and whether it is new */
export async function openEngagement(
  tx: Db,
  caller: Caller,
  asked: NewEngagement,
  { day }: { readonly day?: number } = {},
): Promise<{ row: EngagementRow; isNew: boolean }> {
  const partner = mayActFor(caller, asked.partner_id) && (await findPartner(tx, asked.partner_id))
  if (!partner) throw new DomainError('not-found', `there is no partner '${asked.partner_id}' for this key`)
  const program = await findProgram(tx, asked.program_id)
  if (!program) throw unknownProgram(asked.program_id)
  if (asked.subject_kind !== program.subject) throw otherSubject(asked.subject_kind, program)
  const subject = program.catalogue.find((entry) => entry.toLowerCase() === asked.subject_name.toLowerCase())
  if (program.catalogue.length > 0 && !subject) throw notInCatalogue(asked.subject_name, program.catalogue)

  const subject_delivery = deliveryOf(program, asked.subject_delivery)
  const engagement = { ...asked, subject_name: subject ?? asked.subject_name, subject_delivery }
  const until = await openUntil(tx, asked, { program, day })
  const { row, isNew } = await createEngagement(tx, {
    ...engagement,
    program_version: program.version,
    waiting_for: waitingBeforeSurvey(program, [], { eligible: 0, until }),
    open_until: until,
  })
  if (isNew) {
    await tell(tx, row.id, [{ type: 'opened' }])
    await record(tx, {
      engagementId: row.id,
      actor: caller.id,
      what: 'opened',
      about: { program: program.id, version: program.version },
    })
  } else if (!isDeepStrictEqual({ ...row, ...engagement }, row)) {
    throw new DomainError(
      'engagement.exists',
      `externalId '${asked.external_id}' names engagement '${row.id}', which has other values`,
    )
  }
  return { row, isNew }
}

/** How the work was delivered, as the program writes it.
 *  @source PC-03 */
function deliveryOf({ deliveries }: Program, told: string | null): string | null {
  const known = deliveries?.find(({ name }) => name.toLowerCase() === told?.toLowerCase())?.name
  if (!deliveries || known !== undefined) return known ?? told
  const names = deliveries.map(({ name }) => name).join(', ')
  throw new DomainError('engagement.delivery-unknown', 'say how the work was delivered, in words of the program', [
    { field: '/subject/delivery', expected: `one of ${names}`, got: told ?? undefined },
  ])
}

function unknownProgram(id: string): DomainError {
  return new DomainError('program.unknown', `no program '${id}' is published`, [
    { field: '/program', expected: 'the id of a published program', got: id },
  ])
}

function otherSubject(kind: string, program: Program): DomainError {
  return new DomainError('engagement.other-subject', `${program.name} is about a ${program.subject}`, [
    { field: '/subject/kind', expected: program.subject, got: kind },
  ])
}

function notInCatalogue(name: string, catalogue: readonly string[]): DomainError {
  return new DomainError('engagement.subject-not-in-catalogue', `'${name}' is not eligible under this program`, [
    { field: '/subject/name', expected: `one of ${catalogue.join(', ')}`, got: name },
  ])
}
