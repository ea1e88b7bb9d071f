import { CsvError, parse } from 'csv-parse/sync'
import { rowFields } from '../../domain/contact.ts'
import { DomainError } from '../../domain/errors.ts'

export type Row = Readonly<Record<string, unknown>>

/** Nobody's table of contacts is wider. In columns. */
const widest = 100

/** The longest row, in characters: ten fields that are far too long and much that is not for us. */
const longestRow = 10_000

/** What a table is of: the word in error codes, the columns it may have and those that must be there. */
type Table = {
  readonly mostRows: number
  readonly of?: 'contacts' | 'evidence' | 'profiles'
  readonly known?: readonly string[]
  readonly needed: readonly string[]
}

/** Reads a table, of contacts if not said otherwise, as spreadsheets write it: comma, semicolon or tab; UTF-8 or UTF-16 with a byte order mark; headings
 *  in any case, with or without spaces. Stops where a table gets larger than any is, so that nobody waits for it to be read.
 *  @throws {DomainError} contacts.unreadable — with what is wrong · contacts.too-many — more rows than `mostRows` */
export function readCsv(
  bytes: Buffer,
  { mostRows, of = 'contacts', known = rowFields, needed }: Table,
): readonly Row[] {
  const text = decode(bytes, of)
  if (text.trim() === '') throw unreadable(of, `a first line with ${needed.join(', ')}`, undefined)
  const heading = text.slice(0, text.search(/[\r\n]|$/)).slice(0, longestRow)
  const delimiter = [';', '\t'].find((candidate) => heading.includes(candidate)) ?? ','
  refuseWide(text, { delimiter, of })
  const columns = (names: readonly string[]) => headings(names, { of, known, needed })
  const rows = rowsOf(text, { of, delimiter, columns, to: mostRows + 1 })
  if (rows.length > mostRows)
    throw new DomainError(`${of}.too-many`, `an upload takes up to ${mostRows} rows`, [
      { field: '/', expected: `up to ${mostRows} rows`, got: undefined },
    ])
  return rows
}

type Of = NonNullable<Table['of']>

type Reading = {
  readonly of: Of
  readonly delimiter: string
  readonly columns: (names: readonly string[]) => string[]
  readonly to: number
}

function rowsOf(text: string, { of, ...options }: Reading): readonly Row[] {
  try {
    const rows: unknown = parse(text, {
      ...options,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true, // the fields of such a row are checked like any others
      max_record_size: longestRow,
    })
    return Array.isArray(rows) ? rows.filter((row): row is Row => typeof row === 'object' && row !== null) : []
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const at = 'lines' in error && typeof error.lines === 'number' ? `, near line ${error.lines}` : ''
    throw unreadable(
      of,
      `a table of ${of}, one a line of up to ${longestRow} characters (${error.code}${at})`,
      undefined,
    )
  }
}

/** The parser would build millions of empty fields before it counts them. */
function refuseWide(text: string, { delimiter, of }: { readonly delimiter: string; readonly of: Of }): void {
  let line = 1
  let columns = 1
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]
    if (character === delimiter) columns += 1
    if (columns > widest) throw unreadable(of, `up to ${widest} columns`, `more in line ${line}`)
    if (character !== '\n' && character !== '\r') continue
    columns = 1
    if (character === '\n') line += 1
  }
}

function decode(bytes: Buffer, of: Of): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) throw unreadable(of, 'text in UTF-8 or UTF-16', undefined)
    throw error
  }
}

function headings(names: readonly string[], { of, known, needed }: Required<Omit<Table, 'mostRows'>>): string[] {
  const found = names.map(
    (name) => known.find((field) => field.toLowerCase() === name.replace(/[\s_-]/g, '').toLowerCase()) ?? '',
  )
  const missing = needed.filter((field) => !found.includes(field))
  if (missing.length > 0)
    throw unreadable(of, `a first line with ${needed.join(', ')}; missing: ${missing.join(', ')}`, names.join(', '))
  return found.map((field, i) => field || `column ${i + 1}`)
}

function unreadable(of: Of, expected: string, got: string | undefined): DomainError {
  return new DomainError(`${of}.unreadable`, `expected ${expected}`, [
    { field: '/', expected, got: got?.slice(0, 200) },
  ])
}
