import { setTimeout as pause } from 'node:timers/promises'
import type { Outcome } from '../../src/domain/engagement.ts'
import { chance as chanceOf } from './chance.ts'
import { answer, type Customer, customer, type Habit, type Reaction, react } from './customer.ts'
import type { Inbox } from './inbox.ts'
import type { Fact, Portal } from './portal.ts'
import type { Promises } from './promises.ts'
import type { Stage, Story } from './stories.ts'

export type Playing = {
  readonly story: Story
  readonly externalId: string
  readonly seed: number
  readonly portal: Portal
  readonly inbox: Inbox
  readonly promises: Promises
  /** How long a program day lasts, in milliseconds. */
  readonly day: number
  readonly stop: AbortSignal
}

/** Plays a story on an engagement of its own. @returns how it has to end */
export async function play({ story, externalId, seed, day, stop, ...there }: Playing): Promise<Outcome> {
  const { portal, inbox } = there
  const chance = chanceOf(seed, externalId)
  const engagementId = await portal.open(externalId)
  const place = { ...there, engagementId, day, stop }
  const people: Customer[] = []

  const days = async (most: number) => pause(chance.next() * most * day, undefined, { signal: stop })
  const reports = (facts: readonly Fact[]) => facts.map((fact) => () => portal.report(engagementId, fact))

  /** Names customers. @returns whether they were taken */
  async function name(habits: readonly Habit[]): Promise<boolean> {
    const named = habits.map((habit, i) =>
      customer({ email: `${externalId}-${people.length + i + 1}@customer.example`, habit, chance }),
    )
    people.push(...named)
    return portal.name(
      engagementId,
      named.map(({ person }) => person),
    )
  }

  async function oneByOne(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
    for (const step of steps) {
      await step()
      await days(1.5)
    }
  }

  const stage: Stage = {
    chance,
    days,
    report: (facts) => oneByOne(reports(facts)),
    async survey(habits) {
      return (await name(habits)) ? reactions(habits) : undefined
    },
    async surveyAmid(facts, habits) {
      let isNamed = false
      const naming = async () => {
        isNamed = await name(habits)
      }
      await oneByOne(chance.shuffle([...reports(facts), naming]))
      return isNamed ? reactions(habits) : undefined
    },
    steer: (step) => portal.steer(engagementId, step),
    async until(wanted) {
      const reached = wanted === 'closed' ? ['closed'] : ['contacts', 'survey', 'closed']
      while (!reached.includes(await portal.stage(engagementId))) await pause(500, undefined, { signal: stop })
    },
    async invited() {
      await inbox.survey(people.at(-1)?.email ?? '', 'invitation')
    },
    async answerAgain() {
      const last = people.at(-1)
      if (!last) return
      const link = await inbox.survey(last.email, 'invitation')
      await answer({ ...last, overall: (last.overall % 4) + 1 }, link, place)
    },
  }
  return story(stage)

  async function reactions(habits: readonly Habit[]): Promise<readonly Reaction[]> {
    return Promise.all(people.slice(-habits.length).map((one) => react(one, place)))
  }
}
