import type { Generated, Selectable } from 'kysely'
import type { EvidenceKind } from '../domain/evidence.ts'

/** A piece of evidence that comes from elsewhere: under which id it is known there, and what the operator decided about it. Its row
 *  in `evidence` names it as the source. */
export type ImportedEvidenceTable = {
  id: string
  program_id: string
  partner_id: string
  kind: EvidenceKind
  item_id: string
  origin: string
  at: Date
  organisation: string | null
  value: number | null
  state: Generated<'undecided' | 'accepted' | 'rejected'>
  reason: string | null
  decided_by: string | null
  decided_at: Date | null
  imported_by: string
  imported_at: Generated<Date>
}

export type ImportedEvidenceRow = Selectable<ImportedEvidenceTable>
