import type { EngagementRow } from '../../../db/engagements.ts'
import type { Role } from '../../../db/keys.ts'
import type { PartnerRow } from '../../../db/partners.ts'
import type { Program } from '../../../domain/program.ts'
import type { Announced } from '../../accept/ruleChanges.ts'
import type { Filter } from '../list.ts'
import { Announcements } from './Announcements.tsx'
import { BringInLinks } from './BringInLinks.tsx'
import { EmptyList } from './EmptyList.tsx'
import { EngagementTable } from './EngagementTable.tsx'
import { FilterForm } from './FilterForm.tsx'
import { writePage } from './Page.tsx'
import { ResultLinks } from './ResultLinks.tsx'

export type ListPageProps = {
  readonly role: Role
  /** How many tasks they have, if they ever have any. */
  readonly tasks: number | undefined
  readonly announced: readonly Announced[]
  readonly engagements: readonly EngagementRow[]
  readonly filter: Filter
  readonly partners: readonly Pick<PartnerRow, 'id' | 'name'>[]
  readonly programs: readonly Pick<Program, 'id' | 'name' | 'subject' | 'opensOn'>[]
  readonly isFirst: boolean
  /** Where the next page goes on. */
  readonly older: string | undefined
  readonly now: Date
}

/** The engagements somebody may see. */
export function ListPage(props: ListPageProps): string {
  const { engagements, filter, isFirst, older, role } = props
  return writePage({
    title: filter.overdue ? 'Overdue engagements' : 'Engagements',
    role,
    tasks: props.tasks,
    children: (
      <>
        <h1>Engagements</h1>
        <Announcements {...props} />
        <BringInLinks {...props} />
        <ResultLinks {...props} />
        <FilterForm {...props} />
        {engagements.length === 0 ? <EmptyList {...props} /> : <EngagementTable {...props} />}
        {(!isFirst || older) && (
          <nav className="pages" aria-label="Pages">
            {!isFirst && <a href={listUrl(filter)}>Newest</a>}
            {older && (
              <a href={listUrl(filter, older)} rel="next">
                Older
              </a>
            )}
          </nav>
        )}
      </>
    ),
  })
}

function listUrl({ overdue, ...filter }: Filter, cursor?: string): string {
  const query = new URLSearchParams({ ...filter, ...(overdue && { overdue: '1' }), ...(cursor && { cursor }) })
  return query.size > 0 ? `/console?${query.toString()}` : '/console'
}
