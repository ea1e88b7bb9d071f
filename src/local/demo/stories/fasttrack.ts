import { fillIn } from '../portal.ts'
import type { Stage, Story } from './story.ts'

const program = 'fasttrack'

/** One story for each way an engagement can end, one in which a payment is taken back on the way, and two more ratings of the year. */
export const fasttrack: readonly Story[] = [
  {
    program,
    subject: { kind: 'workload', name: 'Exchange' },
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
    program,
    subject: { kind: 'workload', name: 'SharePoint' },
    customer: 'Adventure Works',
    expected: 'no-contacts',
    play: reachGates,
  },
  {
    program,
    subject: { kind: 'workload', name: 'Teams' },
    customer: 'Wide World Importers',
    expected: 'no-response',
    async play(stage) {
      await stage.name([{ firstName: 'Sol', lastName: 'Quiet', email: 'sol@wideworld.example' }])
      await stage.days(1)
      await reachGates(stage)
    },
  },
  {
    program,
    subject: { kind: 'workload', name: 'Intune' },
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
    program,
    subject: { kind: 'workload', name: 'Yammer' },
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
    program,
    subject: { kind: 'workload', name: 'migration services' },
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
  {
    program,
    subject: { kind: 'workload', name: 'Office ProPlus' },
    customer: 'Tailspin Toys',
    expected: 'scored',
    play: (stage) => rated(stage, 'lea@tailspin.example', { overall: 4, recommend: 10 }),
  },
  {
    program,
    subject: { kind: 'workload', name: 'Azure AD Premium' },
    customer: 'Fourth Coffee',
    expected: 'scored',
    play: (stage) =>
      rated(stage, 'sam@fourthcoffee.example', { overall: 1, recommend: 2, comment: 'Nobody called back.' }),
  },
]

async function reachGates({ report, days }: Stage): Promise<void> {
  await report({ type: 'milestone', percent: 25, eventId: 'quarter' })
  await days(1)
  await report({ type: 'payment', status: 'completed', eventId: 'paid' })
}

/** Its gates are reached, and one contact rates it. */
export async function rated(
  stage: Stage,
  email: string,
  answers: Readonly<Record<string, number | string>>,
): Promise<void> {
  await reachGates(stage)
  await stage.name([{ firstName: 'Alex', lastName: 'Doe', email }])
  await stage.days(3)
  await stage.answer(await stage.surveyFor(email), answers)
}
