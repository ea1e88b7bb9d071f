import { type Role, roles } from '../../src/db/keys.ts'
import { rights } from '../../src/http/rights.ts'

/** The rights of every role as docs/security.md shows them. */
export function rightsTable(): string {
  const heading = [cells(['may', ...roles]), `|${'---|'.repeat(roles.length + 1)}`]
  const rows = Object.entries<readonly Role[]>(rights).map(([right, allowed]) =>
    cells([right, ...roles.map((role) => (allowed.includes(role) ? 'yes' : ''))]),
  )
  return [...heading, ...rows].join('\n')
}

function cells(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`
}
