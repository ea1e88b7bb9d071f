import type { Person, Story } from './story.ts'

const program = 'partner-csat'

/** Projects of a fiscal year, each with the ten ratings its customer gave; `null` is N/A. */
const projects = [
  { name: 'CRM roll-out', customer: 'Contoso', ratings: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5] },
  { name: 'Service desk', customer: 'Contoso', ratings: [4, 4, 4, 4, 4, 5, 5, 5, 5, 5] },
  { name: 'Field service', customer: 'Contoso', ratings: [5, 5, 5, 5, 5, 5, 5, 5, 5, 4] },
  { name: 'Data migration', customer: 'Litware', ratings: [4, 4, 4, 4, 4, 4, 4, 4, 5, 5] },
  { name: 'Marketing automation', customer: 'Litware', ratings: [5, 5, 5, 4, 4, 4, 4, 4, 4, null] },
  { name: 'Add-on', customer: 'Proseware', ratings: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5], delivery: 'subcontracted' },
] as const

const questions = [
  'communication',
  'responsiveness',
  'expertise',
  'understanding',
  'planning',
  'timeliness',
  'quality',
  'value',
  'enablement',
  'overall',
] as const

/** Six projects: two of Contoso count and the third is over its customer's share; of Litware one is exactly 4.2, which is not above it;
 *  subcontracted work does not count. */
export const partnerCsat: readonly Story[] = projects.map((project, number) => ({
  program,
  subject: {
    kind: 'project',
    name: project.name,
    delivery: 'delivery' in project ? project.delivery : 'own',
  },
  customer: project.customer,
  expected: 'scored',
  async play(stage) {
    const [primary, secondary] = ['pat', 'deputy'].map((name) => contact(name, project.customer, number))
    if (!primary || !secondary) return
    await stage.days(10 * number)
    await stage.name([primary, { ...secondary, role: 'secondary' }])
    await stage.days(20)
    await stage.report({ type: 'completed', eventId: 'done' })
    const survey = await stage.surveyFor(primary.email)
    await stage.days(2)
    await stage.answer(survey, Object.fromEntries(questions.map((key, i) => [key, project.ratings[i] ?? null])))
  },
}))

function contact(name: string, customer: string, number: number): Person {
  return {
    firstName: name,
    lastName: 'Holm',
    email: `${name}.${number + 1}@${customer.toLowerCase()}.example`,
    consentAt: '2026-01-15',
    consentSource: 'project contract',
  }
}
