/** The fewest answers a figure is shown for.
 *  @source MX-05 */
export const fewest = 5
/** The fewest comments that are shown. */
export const fewestComments = 8

/** One place in a table: what it is of, and how many answered there. */
export type Counted = { readonly of: string; readonly n: number }

/** Which cells of a line are shown beside their sum: none of fewer than five answers, and, where the sum less those shown would tell of
 *  fewer than five or of one cell alone, the smallest that are left neither. A cell nobody answered hides nothing.
 *  @returns what the cells that are shown are of
 *  @source MX-05 */
export function disclosed(line: readonly Counted[]): ReadonlySet<string> {
  const answered = line.filter(({ n }) => n > 0)
  const hidden = answered.filter(({ n }) => n < fewest)
  const rest = answered.filter(({ n }) => n >= fewest).sort((a, b) => b.n - a.n || (a.of < b.of ? -1 : 1))
  while (hidden.length > 0 && (hidden.length < 2 || total(hidden) < fewest)) {
    const smallest = rest.pop()
    if (!smallest) break
    hidden.push(smallest)
  }
  return new Set([...rest, ...line.filter(({ n }) => n === 0)].map(({ of }) => of))
}

/** Cuts time where figures may begin and end, so that of any two overlapping periods the difference is nobody or at least five: months
 *  are taken together, oldest first, until they have five answers; what is left in the end goes with those before.
 *  @param months with how many answered, oldest first
 *  @returns of each month the number of its piece; empty months belong to none */
export function pieces(months: readonly Counted[]): ReadonlyMap<string, number> {
  const pieceOf = new Map<string, number>()
  let piece = 0
  let size = 0
  for (const { of, n } of months) {
    if (n === 0) continue
    pieceOf.set(of, piece)
    size += n
    if (size < fewest) continue
    piece += 1
    size = 0
  }
  if (size > 0 && piece > 0) for (const [of, number] of pieceOf) if (number === piece) pieceOf.set(of, piece - 1)
  return pieceOf
}

/** Whether a period is made of whole pieces and has five answers.
 *  @param isIn whether a month belongs to the period */
export function isPeriodShown(months: readonly Counted[], isIn: (month: string) => boolean): boolean {
  const pieceOf = pieces(months)
  const inside = new Set<number>()
  const outside = new Set<number>()
  for (const [month, piece] of pieceOf) (isIn(month) ? inside : outside).add(piece)
  const n = total(months.filter(({ of }) => isIn(of)))
  return n === 0 || (n >= fewest && [...inside].every((piece) => !outside.has(piece)))
}

function total(cells: readonly Counted[]): number {
  let sum = 0
  for (const { n } of cells) sum += n
  return sum
}
