/** Reads a whole number within a scale, as JSON number or form text. Nothing chosen is `null`. */
export function parseRating(raw: unknown, { low, high }: { low: number; high: number }): number | null | undefined {
  if (raw === undefined || raw === null || raw === '') return null
  const value = typeof raw === 'string' && /^\d{1,2}$/.test(raw) ? Number(raw) : raw
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high ? value : undefined
}
