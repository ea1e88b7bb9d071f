import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import type { Closing } from '../activities/stages.ts'
import type { Waiting } from '../src/domain/engagement.ts'
import type { Life, Shown } from './life.ts'
import { searchAttributes } from './messages.ts'

/** Shows a partner success manager in the Temporal UI what an engagement waits for, who owes it and until when. */
export function viewWaiting(life: Life, { stage, waiting }: Shown): void {
  life.waiting = { stage, waiting }
  const { until } = waiting
  const deadline = until ? ` until **${until.slice(0, 16).replace('T', ' ')} UTC**` : ''
  const owed = waiting.owedBy === 'nobody' ? 'only time has to pass,' : `owed by the **${waiting.owedBy}**`
  view(life, `### Waiting for ${waitedFor[waiting.what] ?? waiting.what}\n\n${owed}${deadline}`)
  upsertSearchAttributes([
    { key: searchAttributes.stage, value: stage },
    { key: searchAttributes.dueAt, value: until ? new Date(until) : null },
    { key: searchAttributes.escalated, value: ['psm', 'owner', 'operator'].includes(waiting.owedBy) },
  ])
}

const waitedFor: Partial<Record<Waiting['what'], string>> = { 'allowed-day': 'the first day they may be asked' }

/** Shows that what is waited for may come until another moment than was said. Who must be left in peace until a day is not concerned. */
export function viewUntil(life: Life, until: number): void {
  if (!life.waiting || life.waiting.waiting.what === 'allowed-day') return
  const { stage, waiting } = life.waiting
  viewWaiting(life, { stage, waiting: { ...waiting, until: new Date(until).toISOString() } })
}

/** Shows which gates the engagement waits for. */
export function viewGates(life: Life): void {
  const missing = life.facts.missing(life.input.plan.opensOn)
  const gates = missing.map(({ gate, percent, owedBy }) => {
    const what = percent === undefined ? gate : `${gate} of ${percent}%`
    return `- ${what}, owed by the **${owedBy}**`
  })
  view(life, `### Waiting for\n\n${gates.join('\n')}`)
}

/** Lists the engagement among those at their gates again. */
export function listAtGates(): void {
  upsertSearchAttributes([
    { key: searchAttributes.stage, value: 'gates' },
    { key: searchAttributes.dueAt, value: null },
    { key: searchAttributes.escalated, value: false },
  ])
}

/** Shows how many have answered by now. */
export function viewProgress({ input, facts, shown }: Life): void {
  const answers = `${facts.answered.length} of ${facts.onTurn.length} contacts answered · `
  const contacts = facts.onTurn.length > 0 && !input.plan.survey.discreet ? answers : ''
  // The Temporal UI cuts the last line of the details off: the last line is a space
  setCurrentDetails(`${shown}\n\n${contacts}[Open the engagement](${input.label.url})\n\n\u00a0`)
}

/** Shows how it ended. */
export function viewClosed(life: Life, { outcome, score }: Closing): void {
  const figures = score
    ? `\n\n${score.measure.toUpperCase()} **${score.value}** (n = ${score.n}, 95%: ${score.low} to ${score.high})`
    : ''
  view(life, `### Closed: ${outcome}${figures}`)
  upsertSearchAttributes([
    { key: searchAttributes.stage, value: 'closed' },
    { key: searchAttributes.dueAt, value: null },
    ...(score ? [{ key: searchAttributes.score, value: score.value }] : []),
  ])
}

function view(life: Life, shown: string): void {
  life.shown = shown
  viewProgress(life)
}
