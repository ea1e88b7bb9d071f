import type { Generated, JSONColumnType } from 'kysely'
import type { Program } from '../domain/program.ts'
import type { DispositionCounts } from '../domain/responseRate.ts'
import type { Cell, Counts, Month } from '../domain/results.ts'
import { type Basis, bases, settled, tally } from '../domain/tally.ts'
import type { Db } from './database.ts'
import { dispositionsOf, partnersWithReplies, repliesOf } from './replies.ts'

/** What all answers under a program come to: a row is a cell, the whole is made anew now and then. Of small programs there are none,
 *  they are counted when they are read. Rows without a question say what became of invitations. */
export type TalliesTable = {
  program_id: string
  basis: Basis
  question: string
  month: Month
  subject: string
  country: string
  n: number
  counts: JSONColumnType<Counts>
  made_at: Generated<Date>
}

/** What results are read from. */
export type Counted = {
  readonly cells: readonly Cell[]
  readonly dispositions: readonly { readonly month: Month; readonly counts: DispositionCounts }[]
  readonly comments: Readonly<Record<string, readonly string[]>>
}

/** Partners whose replies are in memory at once while all are counted. */
const batch = 200

/** All answers under a program: as they were last added up, or counted here and now. */
export async function countedOf(db: Db, program: Program, basis: Basis): Promise<Counted> {
  const rows = await db
    .selectFrom('tallies')
    .select(['question', 'month', 'subject', 'country', 'n', 'counts'])
    .where('program_id', '=', program.id)
    .where('basis', '=', basis)
    .execute()
  if (rows.length === 0) return count(db, program, basis)
  return {
    cells: rows.filter(({ question }) => question !== ''),
    dispositions: rows.filter(({ question }) => question === ''),
    comments: {},
  }
}

/** Adds up all answers under a program anew.
 *  @returns how many rows that makes; none where `from` or fewer were answered, which are counted quickly */
export async function refreshTallies(db: Db, program: Program, { from }: { from: number }): Promise<number> {
  if (!(await hasMoreThan(db, program.id, from))) return 0
  let rows = 0
  for (const basis of bases) {
    const { cells, dispositions } = await count(db, program, basis)
    const asked = dispositions.map(({ month, counts }, i) => ({
      question: '',
      month,
      subject: String(i),
      country: '',
      n: 0,
      counts,
    }))
    const values = [...cells, ...asked].map((cell) => ({
      ...cell,
      program_id: program.id,
      basis,
      counts: JSON.stringify(cell.counts),
    }))
    await db.transaction().execute(async (tx) => {
      await tx.deleteFrom('tallies').where('program_id', '=', program.id).where('basis', '=', basis).execute()
      for (let i = 0; i < values.length; i += 2_000)
        await tx
          .insertInto('tallies')
          .values(values.slice(i, i + 2_000))
          .execute()
    })
    rows += values.length
  }
  return rows
}

async function hasMoreThan(db: Db, programId: string, limit: number): Promise<boolean> {
  const found = await db
    .selectFrom('responses')
    .select('id')
    .where('program_id', '=', programId)
    .offset(limit)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

async function count(db: Db, program: Program, basis: Basis): Promise<Counted> {
  const { id: programId, catalogue, survey } = program
  const partnerIds = await partnersWithReplies(db, programId)
  const sums = new Map<string, Cell>()
  for (let i = 0; i < partnerIds.length; i += batch) {
    const some = await repliesOf(db, { programId, partnerIds: partnerIds.slice(i, i + batch) })
    const replies = settled(some, new Date())
    for (const cell of tally({ catalogue, questions: survey.questions }, replies, basis)) add(sums, cell)
  }
  return {
    cells: [...sums.values()],
    dispositions: await dispositionsOf(db, { programId, partnerIds: 'all' }),
    comments: {},
  }
}

function add(sums: Map<string, Cell>, cell: Cell): void {
  const place = JSON.stringify([cell.question, cell.month, cell.subject, cell.country])
  const sum = sums.get(place)
  if (!sum) return void sums.set(place, cell)
  const counts: Record<string, number> = { ...sum.counts }
  for (const [value, count] of Object.entries(cell.counts)) counts[value] = (counts[value] ?? 0) + count
  sums.set(place, { ...sum, n: sum.n + cell.n, counts })
}
