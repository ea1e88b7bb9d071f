import type { Evidence } from './evidence.ts'
import type { Promises } from './promises.ts'

/** What clients were promised of something, how much of it the database has, and how much the workflows acted on. */
export type Figures = {
  readonly what: 'facts' | 'contacts' | 'responses'
  readonly promised: number
  readonly kept: number
  readonly applied: number
}

/** Counts. Applied is what was carried to a workflow that acted on all it was told; a fact that came while its engagement was
 *  closed is not carried before it is reopened. */
export function count(promises: Pick<Promises, Figures['what']>, evidence: Evidence): readonly Figures[] {
  const { facts, contacts, engagements } = evidence
  const done = new Set(engagements.filter(({ accepted, applied }) => accepted === applied).map(({ id }) => id))
  const told = evidence.delivered.filter(({ engagementId }) => done.has(engagementId))
  const numbers = new Set(told.map(({ engagementId, fact }) => `${engagementId} ${fact.seq}`))
  const named = new Set(
    told.flatMap(({ fact }) => (fact.type === 'contacts' ? fact.eligible.concat(fact.ineligible) : [])),
  )
  const applied = {
    facts: facts.filter(({ engagementId, seq }) => seq === null || numbers.has(`${engagementId} ${seq}`)).length,
    contacts: contacts.filter(({ id }) => named.has(id)).length,
    responses: told.filter(({ fact }) => fact.type === 'settled' && fact.how === 'answered').length,
  }
  const line = (what: Figures['what']): Figures => {
    return { what, promised: promises[what].length, kept: evidence[what].length, applied: applied[what] }
  }
  return [line('facts'), line('contacts'), line('responses')]
}
