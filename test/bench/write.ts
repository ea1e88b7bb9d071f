import { readFile, writeFile } from 'node:fs/promises'
import { arch, cpus, platform, totalmem } from 'node:os'
import { cells, columns, type Row } from './table.ts'

const page = new URL('../../docs/performance.md', import.meta.url)
const [begin, end] = ['<!-- results -->', '<!-- end of results -->']

/** Puts the results, with date and machine, between the marks of the page that explains them. */
export async function writeResults(rows: readonly Row[]): Promise<void> {
  const text = await readFile(page, 'utf8')
  const [before = '', rest = ''] = text.split(begin)
  const after = rest.split(end)[1] ?? ''
  await writeFile(page, `${before}${begin}\n${machine()}\n\n${markdown(rows)}\n${end}${after}`)
}

function machine(): string {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const date = new Date().toISOString().slice(0, 10)
  return `${date}, ${cpus().length} cores (${cpu?.model.trim()}), ${memory} GiB, ${platform()} ${arch()}, Node ${process.version}.`
}

function markdown(rows: readonly Row[]): string {
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map((row) => line(cells(row)))].join('\n')
}
