import type { ReactNode } from 'react'
import type { ImportedEvidenceRow } from '../../../db/importedEvidence.ts'
import type { Role } from '../../../db/keys.ts'
import type { PartnerRow } from '../../../db/partners.ts'
import { nameIn } from '../../../locales/names.ts'
import { hasRight } from '../../rights.ts'
import { ListTable } from './ListTable.tsx'
import { writePage } from './Page.tsx'
import { When } from './When.tsx'
import { nameOf } from './words.ts'

type EvidencePageProps = {
  readonly pieces: readonly ImportedEvidenceRow[]
  readonly partners: readonly Pick<PartnerRow, 'id' | 'name'>[]
  readonly role: Role
  readonly tasks: number | undefined
  /** Whether what was decided is shown, too. */
  readonly isAll: boolean
  /** Where the next page goes on. */
  readonly older: string | undefined
}

/** Evidence that partners brought from elsewhere, and whether it counts.
 *  @source PV-02, CI-12 */
export function EvidencePage(props: EvidencePageProps): string {
  const { pieces, role, tasks, isAll, older } = props
  const title = isAll ? 'Evidence from elsewhere' : 'Evidence that waits for a decision'
  return writePage({
    title,
    role,
    tasks,
    children: (
      <>
        <h1>{title}</h1>
        <p>
          Surveys and evaluations that partners imported. A piece counts in their standings from its own day on once it
          is accepted.
        </p>
        {pieces.length === 0 ? <p className="card">There is none.</p> : <EvidenceTable {...props} />}
        <nav className="pages" aria-label="Pages">
          {older && (
            <a href={`/console/evidence?cursor=${older}${isAll ? '&all=1' : ''}`} rel="next">
              Older
            </a>
          )}
          <a href={isAll ? '/console/evidence' : '/console/evidence?all=1'}>
            {isAll ? 'What waits for a decision' : 'What was decided, too'}
          </a>
        </nav>
      </>
    ),
  })
}

function EvidenceTable({ pieces, partners, role }: EvidencePageProps): ReactNode {
  const names = Object.fromEntries(partners.map(({ id, name }) => [id, nameIn('en-US', name)]))
  return (
    <ListTable
      caption="Imported evidence, newest first"
      headings={['Evidence', 'Partner', 'Given', 'Value', 'Decision']}
    >
      {pieces.map((piece) => (
        <tr key={piece.id}>
          <th scope="row">
            {piece.origin} <span className="quiet">{`${piece.kind} ${piece.item_id}`}</span>
          </th>
          <td data-label="Partner">
            <a href={`/console/partners/${piece.partner_id}/standings/${piece.program_id}`}>
              {nameOf(names, piece.partner_id)}
            </a>
          </td>
          <td data-label="Given">
            <When at={piece.at} />
          </td>
          <td data-label="Value">{piece.value ?? 'none'}</td>
          <td data-label="Decision">
            <Decision piece={piece} mayDecide={hasRight(role, 'decide on evidence')} />
          </td>
        </tr>
      ))}
    </ListTable>
  )
}

type DecisionProps = { readonly piece: ImportedEvidenceRow; readonly mayDecide: boolean }

function Decision({ piece: { id, state, reason }, mayDecide }: DecisionProps): ReactNode {
  return (
    <>
      <p>{state === 'rejected' ? `Does not count: ${reason}` : stateNames[state]}</p>
      {mayDecide && (
        <form className="task-buttons" method="post" action={`/console/evidence/${id}/decide`}>
          {state !== 'accepted' && (
            <button type="submit" name="as" value="accept" className="quiet-button" formNoValidate>
              It counts
            </button>
          )}
          {state !== 'rejected' && (
            <details>
              <summary>It does not count…</summary>
              <label htmlFor={`reason-${id}`}>Why not</label>
              <input id={`reason-${id}`} name="reason" type="text" required maxLength={500} />
              <button type="submit" name="as" value="reject" className="quiet-button">
                It does not count
              </button>
            </details>
          )}
        </form>
      )}
    </>
  )
}

const stateNames = { undecided: 'Waits for a decision', accepted: 'Counts', rejected: 'Does not count' } as const
