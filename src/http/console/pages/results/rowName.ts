import type { Breakdown } from '../../../../domain/results.ts'
import { countryName } from '../../../../locales/countryName.ts'

/** What a row is of, for readers.  @example rowName('month', '2026-11') → 'Nov 2026' */
export function rowName(by: Breakdown, of: string): string {
  if (by === 'month') return months.format(new Date(`${of}-01T00:00:00Z`))
  if (by === 'quarter') return `${of.slice(5)} ${of.slice(0, 4)}`
  if (by === 'country') return countryName('en-US', of)
  return of
}

const months = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })
