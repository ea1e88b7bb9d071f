import { expect } from 'vitest'
import { publishProgram } from '../../src/db/programs.ts'
import { dayAfter, dayAt } from '../../src/domain/calendar.ts'
import { checkProgram } from '../../src/domain/checkProgram.ts'
import type { Program } from '../../src/domain/program.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import type { World } from './world.ts'

const { gift: _, ...ungifted } = fasttrack

/** A program that is about nothing but a relationship, and lets anybody answer at an address of the membership's own. */
export const pulse: Program = {
  ...ungifted,
  id: 'pulse',
  name: 'Pulse',
  subject: 'relationship',
  catalogue: [],
  opensOn: [],
  contacts: { ...fasttrack.contacts, fields: ['email'] },
  survey: {
    email: 'survey-invitation',
    to: 'contact',
    followUps: [{ after: '14 days', email: 'survey-reminder', to: 'contact' }],
    closesAfter: '30 days',
    openUntil: 'renewal',
    ownUrl: true,
    questions: [
      { key: 'overall', type: 'satisfaction4', required: true },
      { key: 'recommend', type: 'nps', required: false },
      { key: 'comment', type: 'text', required: false },
    ],
  },
  standing: {
    rule: 'response-count',
    atLeast: 2,
    perOrganisation: 1,
    organisations: 2,
    window: '12 months',
    locations: 'each',
    notices: [],
  },
  texts: {
    'en-US': {
      'survey.title': 'How is it to work with {partner}?',
      'survey.intro': 'Three questions about {partner}, about two minutes.',
      'question.overall': 'Overall, how satisfied are you with {partner}?',
      'question.recommend': 'How likely are you to recommend {partner}?',
      'question.comment': 'Is there anything else you would like to tell us?',
    },
    de: {
      'survey.title': 'Wie ist die Zusammenarbeit mit {partner}?',
      'survey.intro': 'Drei Fragen zu {partner}, etwa zwei Minuten.',
      'question.overall': 'Wie zufrieden sind Sie insgesamt mit {partner}?',
      'question.recommend': 'Wie wahrscheinlich ist es, dass Sie {partner} weiterempfehlen?',
      'question.comment': 'Möchten Sie uns sonst noch etwas sagen?',
    },
    he: {
      'survey.title': 'איך העבודה עם {partner}?',
      'survey.intro': 'שלוש שאלות על {partner}, כשתי דקות.',
      'question.overall': 'עד כמה אתם מרוצים בסך הכול מ-{partner}?',
      'question.recommend': 'מה הסיכוי שתמליצו על {partner}?',
      'question.comment': 'האם יש דבר נוסף שתרצו לספר לנו?',
    },
  },
}

/** Far enough away for every reminder. */
export const soon = dayAfter(dayAt(new Date(), 'UTC'), '40 days')

/** Publishes the program and makes both partners members of it. */
export async function join({ db }: World, program: Program = pulse): Promise<void> {
  expect(checkProgram(program)).toEqual([])
  await publishProgram(db, program)
  for (const partner_id of ['fabrikam', 'northwind'])
    await db.insertInto('memberships').values({ partner_id, program_id: program.id, renews_on: soon }).execute()
}
