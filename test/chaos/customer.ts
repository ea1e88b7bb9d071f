import { setTimeout as pause } from 'node:timers/promises'
import type { Chance } from './chance.ts'
import type { Inbox } from './inbox.ts'
import type { Person, Portal } from './portal.ts'
import type { Promises } from './promises.ts'

/** What a customer does about the survey, and what came of it: `late` when the survey was closed by then. */
export const habits = ['early', 'reminded', 'declines', 'opts out', 'silent', 'ineligible'] as const
export type Habit = (typeof habits)[number]
export type Reaction = 'answered' | 'withdrawn' | 'silent' | 'late'

type Place = {
  readonly engagementId: string
  readonly portal: Pick<Portal, 'call' | 'write' | 'refused'>
  readonly inbox: Inbox
  readonly promises: Promises
  /** How long a program day lasts, in milliseconds. */
  readonly day: number
  readonly stop: AbortSignal
}

/** A customer with a habit; what is left to chance is drawn when they are named. */
export function customer({ email, habit, chance }: { email: string; habit: Habit; chance: Chance }) {
  const hesitation = chance.next() * 3
  const isByForm = chance.is(0.25)
  const isAfterReminder = habit === 'reminded' || (habit !== 'early' && chance.is(0.3))
  const person: Person = { email, surveyEligible: habit === 'ineligible' ? 'no' : 'yes' }
  return { email, habit, person, hesitation, isByForm, isAfterReminder, overall: chance.between(1, 4) }
}

export type Customer = ReturnType<typeof customer>

/** Waits for the letter and reacts to it. */
export async function react(one: Customer, place: Place): Promise<Reaction> {
  const { habit, email, hesitation, isAfterReminder } = one
  if (habit === 'silent' || habit === 'ineligible') return 'silent'
  const link = await place.inbox.survey(email, isAfterReminder ? 'reminder' : 'invitation')
  await pause(hesitation * place.day, undefined, { signal: place.stop })
  if (habit === 'declines') return withdraw(one, `${link}/decline`, place)
  if (habit === 'opts out') return withdraw(one, `${link}/opt-out`, place)
  return answer(one, link, place)
}

/** Answers through the API or on the page. */
export async function answer(one: Customer, link: string, place: Place): Promise<Reaction> {
  const { portal, promises, engagementId } = place
  const { email, overall } = one
  const url = one.isByForm ? link : link.replace('/s/', '/v1/surveys/').concat('/responses')
  const sent = one.isByForm
    ? { form: { overall: String(overall), recommend: '9' } }
    : { body: { answers: { overall } } }
  const received = await portal.write({ method: 'POST', url, ...sent }, (a, b) => a.status === b.status)
  if (received.status === 201 || received.status === 303) {
    promises.responses.push({ engagementId, email, overall })
    return 'answered'
  }
  portal.refused(url, received, 'survey.expired', '410')
  return 'late'
}

/** Closed or not, whoever wants no more is heard. */
async function withdraw(one: Customer, url: string, { portal, promises, engagementId }: Place): Promise<Reaction> {
  const received = await portal.write({ method: 'POST', url, form: {} }, (a, b) => a.status === b.status)
  if (received.status !== 303) portal.refused(url, received)
  else promises.steps.push({ engagementId, what: one.habit === 'declines' ? 'declined' : 'opted-out' })
  return 'withdrawn'
}
