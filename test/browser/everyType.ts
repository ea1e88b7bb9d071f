import type { Program } from '../../src/domain/program.ts'
import { logo } from '../support/logo.ts'
import { join, pulse } from '../support/ownUrl.ts'
import { visitors } from '../support/visitor.ts'
import type { World } from '../support/world.ts'

const more = {
  'question.quality': 'How good was the work?',
  'question.delivery': 'Where was it done?',
  'question.delivery.here': 'At our place',
  'question.delivery.afar': 'From afar',
  'question.topics': 'What was it about?',
  'question.topics.planning': 'Planning',
  'question.topics.training': 'Training',
}

/** A survey with a brand that asks in every way there is, offers N/A and to stay anonymous, and lets partners ask more. */
export const everyType: Program = {
  ...pulse,
  id: 'every-type',
  brand: { colour: '#8a3ffc', logo },
  survey: {
    ...pulse.survey,
    anonymity: 'chosen',
    ownQuestions: 2,
    questions: [
      ...pulse.survey.questions,
      { key: 'quality', type: 'rating5', required: false, notApplicable: true },
      { key: 'delivery', type: 'choice', required: false, options: ['here', 'afar'] },
      { key: 'topics', type: 'choices', required: false, options: ['planning', 'training'] },
    ],
  },
  texts: Object.fromEntries(Object.entries(pulse.texts).map(([language, texts]) => [language, { ...texts, ...more }])),
}

const own = {
  language: 'en-US',
  questions: [
    {
      key: 'team',
      type: 'choices',
      required: false,
      options: ['north', 'south'],
      words: { 'en-US': { text: 'Which of our teams came?', options: { north: 'The north', south: 'The south' } } },
    },
  ],
}

/** Publishes it and gives Fabrikam an address for it, `/p/every`, with a question of its own. */
export async function askInEveryWay(world: World): Promise<void> {
  await join(world, everyType)
  const { call, choose } = visitors(world)
  await choose('every', { program: 'every-type' })
  await call('PUT', '/v1/partners/fabrikam/memberships/every-type/questions', { body: own, role: 'operator' })
}
