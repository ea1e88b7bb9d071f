import { type Generated, sql } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import type { Program } from '../domain/program.ts'
import type { Db } from './database.ts'
import { findPartner, type PartnerRow } from './partners.ts'
import { findProgram } from './programs.ts'

/** The addresses under which anybody may answer a membership's survey. The one chosen last is shown; those before it lead there,
 *  and no other membership ever gets them. */
export type SurveyAddressesTable = {
  slug: string
  partner_id: string
  program_id: string
  chosen_at: Generated<Date>
}

/** A partner's part in a program. */
export type Membership = { readonly partnerId: string; readonly programId: string }

/** What a membership may have had in its time. */
const mostAddresses = 20

/** Gives a membership an address. One it had before it may have again.
 *  @throws {DomainError} address.taken · address.too-many */
export async function chooseSlug(tx: Db, { partnerId, programId }: Membership, slug: string): Promise<void> {
  const chosen = await tx
    .insertInto('survey_addresses')
    .values({ slug, partner_id: partnerId, program_id: programId })
    .onConflict((conflict) =>
      conflict
        .column('slug')
        .doUpdateSet({ chosen_at: sql`clock_timestamp()` })
        .where('survey_addresses.partner_id', '=', partnerId)
        .where('survey_addresses.program_id', '=', programId),
    )
    .returning('slug')
    .executeTakeFirst()
  if (!chosen) throw new DomainError('address.taken', `'${slug}' belongs to another membership: choose another address`)
  if ((await slugsOf(tx, { partnerId, programId })).length > mostAddresses)
    throw new DomainError('address.too-many', `a membership has up to ${mostAddresses} addresses: choose one of them`)
}

/** The addresses of a membership, the one that is shown first. */
export async function slugsOf(db: Db, { partnerId, programId }: Membership): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('survey_addresses')
    .select('slug')
    .where('partner_id', '=', partnerId)
    .where('program_id', '=', programId)
    .orderBy('chosen_at', 'desc')
    .execute()
  return rows.map(({ slug }) => slug)
}

/** What an address leads to: the partner, the program as new engagements follow it, and the address that is shown. */
export type FoundSurvey = { readonly partner: PartnerRow; readonly program: Program; readonly slug: string }

export async function findSurvey(db: Db, slug: string): Promise<FoundSurvey | undefined> {
  const found = await db
    .selectFrom('survey_addresses')
    .select(['partner_id as partnerId', 'program_id as programId'])
    .where('slug', '=', slug)
    .executeTakeFirst()
  const partner = found && (await findPartner(db, found.partnerId))
  const program = found && (await findProgram(db, found.programId))
  if (!partner || !program) return undefined
  const [shown = slug] = await slugsOf(db, found)
  return { partner, program, slug: shown }
}
