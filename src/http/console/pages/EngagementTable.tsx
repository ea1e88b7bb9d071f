import type { ReactNode } from 'react'
import type { EngagementRow } from '../../../db/engagements.ts'
import { nameIn } from '../../../locales/names.ts'
import { Chip, Overdue } from './Chip.tsx'
import type { ListPageProps } from './ListPage.tsx'
import { ListTable } from './ListTable.tsx'
import { distance, When } from './When.tsx'
import { nameOf, partyNames, waitedFor } from './words.ts'

/** One engagement a line. */
export function EngagementTable({ engagements, partners, now }: ListPageProps): ReactNode {
  const partnerNames = Object.fromEntries(partners.map(({ id, name }) => [id, nameIn('en-US', name)]))
  return (
    <ListTable
      caption="Engagements, newest first"
      headings={['Subject', 'Customer', 'Partner', 'Stage', 'Waiting for', 'Owed by', 'Until', 'Created']}
    >
      {engagements.map((engagement) => (
        <Line key={engagement.id} {...{ engagement, partner: nameOf(partnerNames, engagement.partner_id), now }} />
      ))}
    </ListTable>
  )
}

type LineProps = { readonly engagement: EngagementRow; readonly partner: string; readonly now: Date }

function Line({ engagement, partner, now }: LineProps): ReactNode {
  const { id, stage, outcome, waiting_for: waiting, due_at: due, created_at: created } = engagement
  return (
    <tr>
      <th scope="row">
        <a href={`/console/engagements/${id}`}>{nameIn('en-US', engagement.subject_name)}</a>
      </th>
      <td data-label="Customer">{nameIn('en-US', engagement.customer_name)}</td>
      <td data-label="Partner">{partner}</td>
      <td data-label="Stage">
        <Chip stage={stage} outcome={outcome} />
      </td>
      <td data-label="Waiting for">{waiting && waitedFor[waiting.what]}</td>
      <td data-label="Owed by">{waiting && partyNames[waiting.owedBy]}</td>
      <td data-label="Until">
        {due && (
          <>
            <When at={due} /> {due < now ? <Overdue /> : <span className="quiet">{distance(due, now)}</span>}
          </>
        )}
      </td>
      <td data-label="Created">
        <When at={created} />
      </td>
    </tr>
  )
}
