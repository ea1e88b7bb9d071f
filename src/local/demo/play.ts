import { setTimeout as pause } from 'node:timers/promises'
import type { EngagementSeen, Portal } from './portal.ts'
import type { Stage, Story } from './stories/story.ts'
import { sentences } from './words.ts'

/** A story with the engagement it is played on. */
export type Playing = { readonly story: Story; readonly id: string; readonly name: string }

/** Opens an engagement for each story. */
export async function openAll(portal: Portal, stories: readonly Story[]): Promise<readonly Playing[]> {
  const run = Date.now().toString(36)
  const opened: Playing[] = []
  for (const [i, story] of stories.entries()) {
    const { program, subject, customer } = story
    const id = await portal.open({ program, externalId: `demo-${run}-${i + 1}`, customer, subject })
    opened.push({ story, id, name: `${subject.name} · ${customer}` })
  }
  return opened
}

type Play = {
  readonly portal: Portal
  /** How long a program's day lasts, in milliseconds. */
  readonly day: number
  /** Told the personal link of each customer who is waited for. */
  readonly asked: (link: string) => void
}

/** Plays what partner and customers do. */
export async function play({ story, id }: Playing, { portal, day, asked }: Play): Promise<void> {
  const service = story.subject.name
  const stage: Stage = {
    answer: portal.answer,
    async surveyFor(address) {
      const link = await portal.surveyFor(address)
      asked(link)
      return link
    },
    report: (fact) => portal.report(id, fact),
    name: (people) =>
      portal.name(
        id,
        people.map((person) => ({ ...usual, service, ...person })),
      ),
    terminate: () => portal.terminate(id),
    async partnerAsked() {
      while ((await portal.see(id)).stage !== 'contacts') await pause(200)
    },
    days: (count) => pause(count * day),
  }
  await story.play(stage)
}

const usual = { country: 'DE', surveyEligible: 'yes', surveyLanguage: 'en-US' }

type Watch = {
  readonly portal: Pick<Portal, 'see'>
  readonly playing: readonly Playing[]
  readonly deadline: number
  /** Shown what is new, as often as there is something. */
  readonly show: (news: readonly News[]) => void
}

/** What happened, and when. */
export type Line = { readonly at: Date; readonly text: string }

/** What is new of one engagement, or of a referral. */
export type News = { readonly name: string; readonly lines: readonly Line[] }

/** Looks at the engagements again and again until all are closed.
 *  @returns how they ended
 *  @throws {Error} when one is still open at the deadline */
export async function watch({ portal, playing, deadline, show }: Watch): Promise<readonly EngagementSeen[]> {
  let shown: readonly EngagementSeen[] = []
  for (;;) {
    const seen = await Promise.all(playing.map(({ id }) => portal.see(id)))
    const news = (i: number) => seen[i]?.timeline.slice(shown[i]?.timeline.length ?? 0) ?? []
    show(playing.map(({ name }, i) => ({ name, lines: sentences(news(i)) })))
    const open = playing.filter((_, i) => seen[i]?.stage !== 'closed')
    if (open.length === 0) return seen
    if (Date.now() > deadline) throw new Error(`still open: ${open.map(({ name }) => name).join(', ')}`)
    shown = seen
    await pause(perEngagement * playing.length)
  }
}

/** In milliseconds: engagements are then looked at 500 times a minute, of the 600 a key may. */
const perEngagement = 120
