import type { Person, Stage, Story } from './story.ts'

const program = 'csat-index'

/** A year of customer relationships: contacts come as the year goes by, and answers count until the membership renews. Of Contoso nine
 *  answer and eight count; of Litware two do, one of them without a name. */
export const csatIndex: readonly Story[] = [
  {
    program,
    subject: { kind: 'relationship', name: 'Advisory' },
    customer: 'Contoso',
    expected: 'scored',
    async play(stage) {
      const people = peopleAt('contoso', 9)
      await stage.name(people.slice(0, 6))
      await answerAll(stage, people.slice(0, 6))
      await stage.days(120)
      await stage.name(people.slice(6))
      await answerAll(stage, people.slice(6))
    },
  },
  {
    program,
    subject: { kind: 'relationship', name: 'Managed services' },
    customer: 'Litware',
    expected: 'scored',
    async play(stage) {
      const [open, anonymous, silent] = peopleAt('litware', 3)
      if (!open || !anonymous || !silent) return
      await stage.days(60)
      await stage.name([open, anonymous, silent])
      await stage.answer(await stage.surveyFor(open.email), { overall: 4, continue: 9, recommend: 9 })
      await stage.days(30)
      await stage.answer(await stage.surveyFor(anonymous.email), { overall: 2, recommend: 3 }, { anonymous: true })
    },
  },
]

function peopleAt(customer: string, count: number): readonly Person[] {
  return Array.from({ length: count }, (_, i) => ({
    firstName: 'Kim',
    lastName: `Lund ${i + 1}`,
    email: `kim.lund.${i + 1}@${customer}.example`,
    consentAt: '2026-01-15',
    consentSource: 'kick-off meeting',
  }))
}

async function answerAll(stage: Stage, people: readonly Person[]): Promise<void> {
  for (const [i, { email }] of people.entries()) {
    await stage.days(7)
    await stage.answer(await stage.surveyFor(email), { overall: 3 + (i % 2), continue: 9, reengage: 8, recommend: 9 })
  }
}
