/** Compares two lists as bags: neither may have what the other has not, nor more often. */
export function compare(what: string, promised: readonly string[], there: readonly string[]): readonly string[] {
  return [
    ...without(promised, there).map((one) => `${what} was promised and is lost: ${one}`),
    ...without(there, promised).map((one) => `${what} is there twice, or was never promised: ${one}`),
  ]
}

/** What is left of a list when each of the others took one like itself away. */
function without(list: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>()
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1)
  return list.filter((one) => {
    const count = left.get(one) ?? 0
    left.set(one, count - 1)
    return count <= 0
  })
}
