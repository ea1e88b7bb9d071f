import type { EvidenceKind } from '../../../domain/evidence.ts'
import type { Reason } from '../../../domain/standing/standing.ts'
import type { Measure } from '../../../domain/vocabulary.ts'
import { measureNames } from './words.ts'

/** Why something does not count. */
export const reasonNames: Readonly<Record<Reason, string>> = {
  superseded: 'Replaced by a later answer',
  unconfirmed: 'Held until the address is confirmed',
  disqualified: 'Disqualified',
  terminated: 'The work was terminated',
  delivery: 'Delivered in a way that does not count',
  undecided: 'Imported, not decided yet',
  rejected: 'Imported and rejected',
  'outside-window': 'Outside the period',
  'no-rating': 'No rating',
  'not-above': 'Not above the threshold',
  'over-cap': 'Over what counts of one customer',
  'other-location': 'Of another location, which is counted by itself',
  'other-way': 'Of another way to meet the requirement',
  'no-competency': 'Counts only with a competency',
  'other-kind': 'Of a kind that is not counted here',
}

export const kindNames: Readonly<Record<EvidenceKind, string>> = {
  response: 'Response',
  project: 'Project',
  evaluation: 'Course evaluation',
  'survey-result': 'Answer to an own survey',
}

/** So many of something, as a word. */
export function counted(kind: EvidenceKind, count: number): string {
  const [one, many] = plurals[kind]
  return count === 1 ? one : many
}

const plurals: Readonly<Record<EvidenceKind, readonly [string, string]>> = {
  response: ['response', 'responses'],
  project: ['project', 'projects'],
  evaluation: ['course evaluation', 'course evaluations'],
  'survey-result': ['answer', 'answers'],
}

export function measureName(measure: Measure | 'count'): string {
  return measure === 'count' ? 'Count' : measureNames[measure]
}

/** A day as it is where the partner is. */
export function dayIn(at: Date | string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone }).format(new Date(at))
}
