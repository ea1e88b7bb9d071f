/** Reads a whole number within a scale, as JSON number or form text. Nothing chosen is `null`. */
export function parseRating(raw: unknown, { minimum, maximum }: Ends): number | null | undefined {
  if (raw === undefined || raw === null || raw === '') return null
  const value = typeof raw === 'string' && /^\d{1,2}$/.test(raw) ? Number(raw) : raw
  return typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum
    ? value
    : undefined
}

type Ends = { readonly minimum: number; readonly maximum: number }
