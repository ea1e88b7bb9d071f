import type { Result } from './chaos.ts'
import { type Mortal, mortals } from './plan.ts'
import type { Recovery } from './recovery.ts'
import { referralRows } from './referralTable.ts'

/** The figures of a run as Markdown: readable on a terminal and in a document. */
export function tables(result: Result): string {
  const { verdict, promises, mishaps, evidence, unasked, took } = result
  const { figures, lost, letters, unfinished, broken } = verdict
  const sent = evidence.ledger.filter(({ status }) => status === 'sent').length
  const skipped = evidence.ledger.filter(({ status }) => status === 'skipped').length
  const refused = [...promises.refused].map(([code, count]) => `${count} × ${code}`).join(', ')
  const faults = [...mishaps.faults].map(([mode, count]) => `${count} × ${mode}`).join(', ')
  return [
    table(
      ['accepted', 'promised to clients', 'in the database', 'applied by workflows'],
      figures.map(({ what, promised, kept, applied }) => [what, promised, kept, applied]),
    ),
    table(
      ['letters', ''],
      [
        ['in the ledger', evidence.ledger.length],
        ['of these sent', sent],
        ['of these skipped, because they must not leave', skipped],
        ['delivered in the mailbox', evidence.mails.length],
        ['most deliveries of one letter', mostDeliveries(evidence)],
        ['with Resend, not yet in the ledger, when the worker was killed', mishaps.inBetween.join(' + ') || 0],
      ],
    ),
    table(
      ['killed with SIGKILL', 'times', 'back and drained: median', 'longest'],
      [...mortals, 'two at once' as const].map((part) => [part, ...recoveryRow(mishaps.recoveries, part)]),
    ),
    table(
      ['also', ''],
      [
        ['relay interrupted while it carried', mishaps.relays.filter((sessions) => sessions > 0).length],
        ['answers of Resend that went wrong', faults || 'none'],
        ['parts that ended though nobody killed them', unasked.join(', ') || 'none'],
        ['requests of clients', promises.requests],
        ['made again for want of an answer', promises.retries],
        ['made again on purpose', promises.repeats],
        ['refused, because it was too late for them', refused || 'none'],
      ],
    ),
    table(['referrals', ''], referralRows(result)),
    table(
      ['engagements', ''],
      [
        ['driven', evidence.engagements.length],
        ['with the outcome they had to have', evidence.engagements.length - unfinished.length],
        ['lost or unequal', lost.length],
        ['letters twice, lost or left open', letters.length],
        ['contradicting answers', broken.length],
        ['seconds in all', Math.round(took / 1000)],
      ],
    ),
  ].join('\n')
}

function recoveryRow(recoveries: readonly Recovery[], part: Mortal | 'two at once'): readonly (string | number)[] {
  const own = recoveries.filter(({ parts }) => (parts.length > 1 ? 'two at once' : parts[0]) === part)
  const times = own.map(({ took }) => took ?? Infinity).toSorted((a, b) => a - b)
  const median = times[Math.floor((times.length - 1) / 2)]
  return [own.length, seconds(median), seconds(times.at(-1))]
}

function seconds(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '–'
  return milliseconds === Infinity ? 'never' : `${(milliseconds / 1000).toFixed(1)} s`
}

function mostDeliveries({ ledger, mails }: Result['evidence']): number {
  const letters = new Map<string, number>()
  const deliveries = new Map<string, number>()
  const address = (to: string | null, subject: string | null) => `${to} ${subject}`
  for (const { status, to, subject } of ledger) {
    if (status !== 'skipped') letters.set(address(to, subject), (letters.get(address(to, subject)) ?? 0) + 1)
  }
  for (const { to, subject } of mails) {
    deliveries.set(address(to, subject), (deliveries.get(address(to, subject)) ?? 0) + 1)
  }
  const spare = [...deliveries].map(([one, count]) => Math.max(0, count - (letters.get(one) ?? 0)))
  return mails.length === 0 ? 0 : 1 + Math.max(...spare)
}

function table(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [heading, heading.map(() => '-'), ...rows.map((row) => row.map(String))]
  const widths = heading.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  return lines
    .map(
      (line, at) =>
        `| ${line.map((cell, i) => (at === 1 ? '-'.repeat(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join(' | ')} |`,
    )
    .concat('')
    .join('\n')
}
