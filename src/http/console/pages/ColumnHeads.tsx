import type { ReactNode } from 'react'

/** The names of a table's columns. */
export function ColumnHeads({ headings }: { readonly headings: readonly string[] }): ReactNode {
  return (
    <thead>
      <tr>
        {headings.map((heading) => (
          <th key={heading} scope="col">
            {heading}
          </th>
        ))}
      </tr>
    </thead>
  )
}
