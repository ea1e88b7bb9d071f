import type { Outcome } from '../../src/domain/engagement.ts'
import type { Chance } from './chance.ts'
import type { Habit, Reaction } from './customer.ts'
import { gateFacts, oneGate, terminated } from './facts.ts'
import type { Fact } from './portal.ts'

/** What a story can do to its engagement. */
export type Stage = {
  readonly chance: Chance
  readonly report: (facts: readonly Fact[]) => Promise<void>
  /** Names customers with these habits and waits for all of them. @returns undefined when nobody was taken: it was closed */
  readonly survey: (habits: readonly Habit[]) => Promise<readonly Reaction[] | undefined>
  /** Reports facts and names customers, mixed; the customers react. */
  readonly surveyAmid: (facts: readonly Fact[], habits: readonly Habit[]) => Promise<readonly Reaction[] | undefined>
  readonly steer: (step: 'terminate' | 'resend' | 'reopen') => Promise<boolean>
  /** Waits until the engagement shows a stage, or one beyond it. */
  readonly until: (stage: 'contacts' | 'closed') => Promise<void>
  /** Waits until the last customer who was named has the invitation. */
  readonly invited: () => Promise<void>
  /** The last customer who was named answers once more, with the same link. */
  readonly answerAgain: () => Promise<void>
  readonly days: (most: number) => Promise<void>
}

/** A story in which only what partner and customers were promised decides how it ends. @returns how it has to end */
export type Story = (stage: Stage) => Promise<Outcome>

/** Partner and customers do what most do: some answer, before or after the reminder, some decline, some never react. */
async function usual(stage: Stage): Promise<Outcome> {
  const habits = crowd(stage.chance)
  return ending(habits, await stage.surveyAmid(gateFacts(stage.chance), habits))
}

async function silentPartner(stage: Stage): Promise<Outcome> {
  await stage.report(gateFacts(stage.chance))
  return 'no-contacts'
}

async function nobodyEligible(stage: Stage): Promise<Outcome> {
  const named = await stage.surveyAmid(gateFacts(stage.chance), ['ineligible', 'ineligible'])
  return named ? 'not-eligible' : 'no-contacts'
}

/** Ends before its gates are open, which no time can do. */
async function endsEarly(stage: Stage): Promise<Outcome> {
  await stage.report(oneGate(stage.chance))
  await stage.days(10)
  if (stage.chance.is(0.5)) await stage.steer('terminate')
  else await stage.report([terminated()])
  return 'terminated'
}

async function endsUnnamed(stage: Stage): Promise<Outcome> {
  await stage.report(gateFacts(stage.chance))
  await stage.until('contacts')
  await stage.days(10)
  return (await stage.steer('terminate')) ? 'terminated' : 'no-contacts'
}

async function endsAsked(stage: Stage): Promise<Outcome> {
  const habits = ['silent', 'silent'] as const
  const named = await stage.surveyAmid(gateFacts(stage.chance), habits)
  if (!named) return 'no-contacts'
  await stage.invited()
  await stage.days(20)
  return (await stage.steer('terminate')) ? 'terminated' : 'no-response'
}

/** What is reported while it is closed counts when it is opened again. */
async function reopenedEarly(stage: Stage): Promise<Outcome> {
  const [first, ...others] = gateFacts(stage.chance)
  if (first && others.length > 0) await stage.report([first])
  await stage.steer('terminate')
  await stage.until('closed')
  await stage.report(others)
  await stage.steer('reopen')
  return ending(['early'], await stage.survey(['early']))
}

async function reopenedUnnamed(stage: Stage): Promise<Outcome> {
  await silentPartner(stage)
  await stage.until('closed')
  await stage.steer('reopen')
  return ending(['reminded'], await stage.survey(['reminded']))
}

async function reopenedIneligible(stage: Stage): Promise<Outcome> {
  await nobodyEligible(stage)
  await stage.until('closed')
  await stage.steer('reopen')
  return ending(['early'], await stage.survey(['early']))
}

async function reopenedScored(stage: Stage): Promise<Outcome> {
  const outcome = ending(['early'], await stage.surveyAmid(gateFacts(stage.chance), ['early']))
  await stage.until('closed')
  if (outcome !== 'scored') return outcome
  await stage.steer('reopen')
  await stage.answerAgain()
  return 'scored'
}

async function resentToPartner(stage: Stage): Promise<Outcome> {
  await stage.report(gateFacts(stage.chance))
  await stage.until('contacts')
  await stage.steer('resend')
  const habits = crowd(stage.chance)
  return ending(habits, await stage.survey(habits))
}

async function resentToCustomer(stage: Stage): Promise<Outcome> {
  const surveyed = stage.surveyAmid(gateFacts(stage.chance), ['reminded'])
  await Promise.race([stage.invited(), surveyed])
  await stage.steer('resend')
  return ending(['reminded'], await surveyed)
}

/** How it ends when customers with these habits were named. */
function ending(habits: readonly Habit[], reactions: readonly Reaction[] | undefined): Outcome {
  if (!reactions) return 'no-contacts'
  if (reactions.includes('answered')) return 'scored'
  return habits.every((habit) => habit === 'ineligible') ? 'not-eligible' : 'no-response'
}

/** One to three customers, most of whom answer in the end. */
function crowd({ between, pick }: Chance): readonly Habit[] {
  const often = [
    'early',
    'early',
    'early',
    'reminded',
    'reminded',
    'silent',
    'declines',
    'opts out',
    'ineligible',
  ] as const
  return Array.from({ length: between(1, 3) }, () => pick(often))
}

/** How often each comes among thirty. */
const often: readonly (readonly [Story, number])[] = [
  [usual, 14],
  [silentPartner, 2],
  [nobodyEligible, 2],
  [endsEarly, 2],
  [endsUnnamed, 1],
  [endsAsked, 1],
  [reopenedEarly, 2],
  [reopenedUnnamed, 1],
  [reopenedIneligible, 1],
  [reopenedScored, 1],
  [resentToPartner, 2],
  [resentToCustomer, 1],
]

/** So many stories in an order that the draws decide. */
export function drawStories(chance: Chance, count: number): readonly Story[] {
  const cards = often.flatMap(([story, times]) => Array.from({ length: times }, () => story))
  const drawn: Story[] = []
  while (drawn.length < count) drawn.push(...chance.shuffle(cards))
  return drawn.slice(0, count)
}
