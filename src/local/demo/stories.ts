import type { Outcome } from '../../domain/engagement.ts'
import { fillIn, type Portal, type Report } from './portal.ts'

/** What partner and customers can do in a story, to its own engagement, and how they let time pass. */
export type Stage = Pick<Portal, 'surveyFor' | 'answer'> & {
  readonly report: (fact: Report) => Promise<void>
  readonly name: (people: readonly Person[]) => Promise<void>
  readonly terminate: () => Promise<void>
  /** Waits until the partner was asked for contacts. */
  readonly partnerAsked: () => Promise<void>
  readonly days: (count: number) => Promise<void>
}

/** A contact as an upload names one. */
export type Person = {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly country?: string
  readonly surveyLanguage?: string
  readonly surveyEligible?: string
}

export type Story = {
  readonly subject: string
  readonly customer: string
  readonly expected: Outcome
  /** Does what partner and customers do; the rest happens by itself. */
  readonly play: (stage: Stage) => Promise<void>
}

/** One story for each way an engagement can end, and one in which a payment is taken back on the way. */
export const stories: readonly Story[] = [
  {
    subject: 'Exchange',
    customer: 'Contoso',
    expected: 'scored',
    async play(stage) {
      const ada = { firstName: 'Ada', lastName: 'Byron', email: 'ada@contoso.example' }
      const dan = { firstName: 'Dan', lastName: 'Levi', email: 'dan@contoso.example', surveyLanguage: 'he' }
      await stage.report({ type: 'payment', status: 'completed', eventId: 'paid' })
      await stage.days(1)
      await stage.report({ type: 'milestone', percent: 10, eventId: 'ten-percent' })
      await stage.days(2)
      await stage.name([ada, dan])
      await fillIn(await stage.surveyFor(ada.email), {
        responsiveness: '4',
        expertise: '4',
        clarity: '3',
        usefulness: '4',
        overall: '4',
        recommend: '9',
        comment: 'They came at once and explained all of it.',
      })
    },
  },
  {
    subject: 'SharePoint',
    customer: 'Adventure Works',
    expected: 'no-contacts',
    play: reachGates,
  },
  {
    subject: 'Teams',
    customer: 'Wide World Importers',
    expected: 'no-response',
    async play(stage) {
      await stage.name([{ firstName: 'Sol', lastName: 'Quiet', email: 'sol@wideworld.example' }])
      await stage.days(1)
      await reachGates(stage)
    },
  },
  {
    subject: 'Intune',
    customer: 'Northwind Traders',
    expected: 'not-eligible',
    async play(stage) {
      await reachGates(stage)
      await stage.days(3)
      await stage.name([
        { firstName: 'Nia', lastName: 'Private', email: 'nia@northwind.example', surveyEligible: 'no' },
      ])
    },
  },
  {
    subject: 'Yammer',
    customer: 'Litware',
    expected: 'terminated',
    async play(stage) {
      const kim = { firstName: 'Kim', lastName: 'Holt', email: 'kim@litware.example' }
      await stage.name([kim])
      await reachGates(stage)
      await stage.surveyFor(kim.email)
      await stage.days(5)
      await stage.terminate()
    },
  },
  {
    subject: 'migration services',
    customer: 'Proseware',
    expected: 'scored',
    async play(stage) {
      const eva = { firstName: 'Eva', lastName: 'Berg', email: 'eva@proseware.example', surveyLanguage: 'de' }
      await reachGates(stage)
      await stage.partnerAsked()
      await stage.days(2)
      await stage.report({ type: 'payment', status: 'reversed', eventId: 'charged-back' })
      await stage.days(4)
      await stage.report({ type: 'payment', status: 'completed', eventId: 'paid-again' })
      await stage.days(2)
      await stage.name([eva])
      await stage.answer(await stage.surveyFor(eva.email), { overall: 3, recommend: 8 })
    },
  },
]

async function reachGates({ report, days }: Stage): Promise<void> {
  await report({ type: 'milestone', percent: 25, eventId: 'quarter' })
  await days(1)
  await report({ type: 'payment', status: 'completed', eventId: 'paid' })
}
