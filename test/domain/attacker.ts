/** What somebody can work out who knows sums and subtracts: whether a wanted sum is a combination of those that are known.
 *  Rows are 0/1 over the unknowns. Plain elimination over the rational numbers is exact enough for the sizes of tests. */
export function canWorkOut(known: readonly (readonly number[])[], wanted: readonly number[]): boolean {
  return rank([...known, wanted]) === rank(known)
}

function rank(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => [...row])
  let found = 0
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const at = left.findIndex((row, i) => i >= found && Math.abs(row[column] ?? 0) > 1e-9)
    const pivot = left[at]
    if (!pivot) continue
    left[at] = left[found] ?? []
    left[found] = pivot
    for (let i = found + 1; i < left.length; i += 1) {
      const factor = (left[i]?.[column] ?? 0) / (pivot[column] ?? 1)
      if (Math.abs(factor) > 1e-9) left[i] = (left[i] ?? []).map((value, j) => value - factor * (pivot[j] ?? 0))
    }
    found += 1
  }
  return found
}
