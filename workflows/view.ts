import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import type { Closing } from '../activities/stages.ts'
import type { Stage, Waiting } from '../src/domain/engagement.ts'
import type { Life } from './engagement.ts'
import { searchAttributes } from './messages.ts'

/** Shows a partner success manager in the Temporal UI what an engagement waits for, who owes it and until when. */
export function viewWaiting(
  life: Pick<Life, 'input' | 'facts'>,
  { stage, waiting }: { stage: Stage; waiting: Waiting },
): void {
  const { until } = waiting
  const deadline = until ? ` until **${until.slice(0, 16).replace('T', ' ')} UTC**` : ''
  details(life, `### Waiting for ${waiting.what}\n\nowed by the **${waiting.owedBy}**${deadline}`)
  upsertSearchAttributes([
    { key: searchAttributes.stage, value: stage },
    { key: searchAttributes.dueAt, value: until ? new Date(until) : null },
    { key: searchAttributes.escalated, value: ['psm', 'owner', 'operator'].includes(waiting.owedBy) },
  ])
}

/** Shows that the engagement waits for its gates. */
export function viewGates(life: Pick<Life, 'input' | 'facts'>): void {
  const missing = life.facts.missing(life.input.plan.opensOn)
  const gates = missing.map(
    ({ gate, percent, owedBy }) =>
      `- ${gate}${percent === undefined ? '' : ` of ${percent} %`}, owed by the **${owedBy}**`,
  )
  details(life, `### Waiting for\n\n${gates.join('\n')}`)
}

/** Shows how it ended. */
export function viewClosed(life: Life, { outcome, score }: Closing): void {
  const figures = score
    ? `\n\n${score.measure.toUpperCase()} **${score.value}** (n = ${score.n}, 95 %: ${score.low} to ${score.high})`
    : ''
  details(life, `### Closed: ${outcome}${figures}`)
  upsertSearchAttributes([
    { key: searchAttributes.stage, value: 'closed' },
    { key: searchAttributes.dueAt, value: null },
    ...(score ? [{ key: searchAttributes.score, value: score.value }] : []),
  ])
}

function details({ input, facts }: Pick<Life, 'input' | 'facts'>, state: string): void {
  const { program, subject, partner, customer, url } = input.label
  const contacts =
    facts.eligible.length > 0 ? `\n\n${facts.answered.length} of ${facts.eligible.length} contacts answered` : ''
  setCurrentDetails(
    `${state}${contacts}\n\n${program} · ${subject} · ${partner} for ${customer}\n\n[Open the engagement](${url})`,
  )
}
