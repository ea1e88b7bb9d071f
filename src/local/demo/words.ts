import { Value } from 'typebox/value'
import { Waiting } from '../../http/api/shapes.ts'

/** An entry of an engagement's timeline; what else it holds depends on `what`. */
export type Entry = { readonly at: string; readonly what: string; readonly [about: string]: unknown }

/** What a timeline's entries say, a line each; letters that left together are one line. */
export function sentences(entries: readonly Entry[]): readonly { readonly at: Date; readonly text: string }[] {
  const groups: Entry[][] = []
  for (const entry of entries) {
    const group = groups.at(-1)
    if (group?.[0] && areOne(group[0], entry)) group.push(entry)
    else groups.push([entry])
  }
  return groups.flatMap((group) =>
    group[0] ? [{ at: new Date(group[0].at), text: sentence(group[0], group.length) }] : [],
  )
}

function areOne(a: Entry, b: Entry): boolean {
  return a.what === 'letter.sent' && b.what === 'letter.sent' && a['kind'] === b['kind']
}

const letters: Readonly<Record<string, string>> = {
  'contact-request': 'request for contacts',
  'contact-escalation': 'escalation',
  'survey-invitation': 'survey',
  'survey-reminder': 'reminder',
  'survey-thanks': 'thanks',
  'survey-returned': 'notice of an answer',
}

function sentence(entry: Entry, count: number): string {
  const { what } = entry
  if (what === 'fact.milestone') return `milestone reported: ${text(entry['percent'])}%`
  if (what === 'fact.payment') return `payment ${text(entry['status'])}`
  if (what === 'contacts.named') return named(length(entry['eligible']), length(entry['ineligible']))
  if (what === 'letter.sent') {
    const to = entry['to'] === 'contact' ? people(count) : `the ${text(entry['to'])}`
    return `${letters[text(entry['kind'])] ?? text(entry['kind'])} sent to ${to}`
  }
  if (what === 'answered') return 'a contact has answered'
  if (what === 'stage.gates') return 'back to waiting for its gates'
  if (what.startsWith('stage.')) return waiting(entry['waiting'])
  if (what === 'closed') return `closed: ${text(entry['outcome'])}`
  return what.replaceAll('.', ': ')
}

function waiting(value: unknown): string {
  return Value.Check(Waiting, value) ? `waits for ${value.what}, owed by the ${value.owedBy}` : 'waits'
}

function named(eligible: number, ineligible: number): string {
  if (ineligible === 0) return `${people(eligible)} named`
  return `${people(eligible + ineligible)} named, ${ineligible === 1 ? 'one' : ineligible} not to be surveyed`
}

function people(count: number): string {
  return `${count} ${count === 1 ? 'contact' : 'contacts'}`
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function length(value: unknown): number {
  return Array.isArray(value) ? value.length : 0
}
