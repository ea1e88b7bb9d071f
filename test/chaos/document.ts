import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'

const document = new URL('../../docs/reliability.md', import.meta.url)
const [begin, end] = ['<!-- last run -->', '<!-- /last run -->'] as const

type Run = { readonly command: string; readonly tables: string; readonly good: boolean }

/** Puts the figures of a run into the document, in the place of those before. */
export function writeRun({ command, tables, good }: Run): void {
  const text = readFileSync(document, 'utf8')
  const [before = '', after = ''] = [text.split(begin)[0], text.split(end)[1]]
  const [first] = cpus()
  const machine = `${cpus().length} × ${first?.model ?? 'unknown'}, Node ${process.versions.node}`
  const day = new Date().toISOString().slice(0, 10)
  const verdict = good ? 'Nothing was lost and nothing came twice.' : '**Something was found wrong.**'
  const lines = [begin, `${day}, ${machine}: \`${command}\``, '', verdict, '', tables.trimEnd(), end]
  writeFileSync(document, `${before}${lines.join('\n')}${after}`)
}
