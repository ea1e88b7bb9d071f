import { CsvError, parse } from 'csv-parse/sync'
import { DomainError } from '../../domain/errors.ts'
import { contactFields } from '../../domain/program.ts'

export type Row = Readonly<Record<string, unknown>>

/** Reads a table of contacts as spreadsheets write it: comma, semicolon or tab; UTF-8 or UTF-16 with a byte order mark; headings
 *  in any case, with or without spaces.
 *  @throws {DomainError} contacts.unreadable — with what is wrong */
export function readCsv(bytes: Buffer): readonly Row[] {
  const text = decode(bytes)
  if (text.trim() === '') throw unreadable(`a first line with ${contactFields.join(', ')}`, undefined)
  const heading = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [';', '\t'].find((candidate) => heading.includes(candidate)) ?? ','
  try {
    const rows: unknown = parse(text, {
      delimiter,
      columns: headings,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true, // the fields of such a row are checked like any others
      max_record_size: 10_000,
    })
    return Array.isArray(rows) ? rows.filter((row): row is Row => typeof row === 'object' && row !== null) : []
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw unreadable(`a table of contacts, one a line (${error.code})`, undefined)
  }
}

function decode(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) throw unreadable('text in UTF-8 or UTF-16', undefined)
    throw error
  }
}

function headings(names: readonly string[]): string[] {
  const found = names.map(
    (name) => contactFields.find((field) => field.toLowerCase() === name.replace(/[\s_-]/g, '').toLowerCase()) ?? '',
  )
  const missing = contactFields.filter((field) => !found.includes(field))
  if (missing.length > 0)
    throw unreadable(`a first line with ${contactFields.join(', ')}; missing: ${missing.join(', ')}`, names.join(', '))
  return found.map((field, i) => field || `column ${i + 1}`)
}

function unreadable(expected: string, got: string | undefined): DomainError {
  return new DomainError('contacts.unreadable', `expected ${expected}`, [
    { field: '/', expected, got: got?.slice(0, 200) },
  ])
}
