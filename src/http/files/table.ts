/** A table as files hold it: headings, and rows of text, numbers and nothing. */
export type Table = {
  readonly headings: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** A table as CSV by RFC 4180, with the mark by which spreadsheets know UTF-8. Text that a spreadsheet would run as a formula begins with
 *  an apostrophe.
 *  @source OWASP, CSV injection */
export function csvOf({ headings, rows }: Table): string {
  return `\uFEFF${[headings, ...rows].map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('')}`
}

function fieldOf(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = defused(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function defused(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
}
