import type { ReactNode } from 'react'
import type { Results } from '../../../../db/results.ts'
import type { Breakdown } from '../../../../domain/results.ts'
import type { ResultsPageProps } from './ResultsPage.tsx'

export const breakdownNames: Readonly<Record<Breakdown, string>> = {
  month: 'Month',
  quarter: 'Quarter',
  subject: 'Workload',
  country: 'Country',
}

/** Chooses period and breakdown; a plain form, so that what is chosen has an address. Files hold what the page shows. */
export function SliceForm({ results, program }: ResultsPageProps): ReactNode {
  const { from, to, by } = results
  const choices = (['month', 'quarter', 'subject', 'country'] as const).filter(
    (one) => one !== 'subject' || program.catalogue.length > 0,
  )
  return (
    <form className="filter" method="get" aria-label="Period and breakdown">
      <Month name="from" label="From" value={from} />
      <Month name="to" label="To" value={to} />
      <label>
        By
        <select name="by" defaultValue={by ?? 'month'}>
          {choices.map((one) => (
            <option key={one} value={one}>
              {breakdownNames[one]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">Show</button>
      <p className="downloads">
        <a href={fileUrl(results, 'csv')}>Download CSV</a>
        <a href={fileUrl(results, 'xlsx')}>Download Excel</a>
      </p>
    </form>
  )
}

function Month({
  name,
  label,
  value,
}: {
  readonly name: string
  readonly label: string
  readonly value: string | null
}) {
  return (
    <label>
      {label}
      <input
        type="month"
        name={name}
        defaultValue={value ?? ''}
        placeholder="2026-01"
        pattern="20[0-9]{2}-(0[1-9]|1[0-2])"
      />
    </label>
  )
}

function fileUrl({ from, to, by }: Results, as: 'csv' | 'xlsx'): string {
  const query = new URLSearchParams({ ...(from && { from }), ...(to && { to }), ...(by && { by }), as })
  return `?${query.toString()}`
}
