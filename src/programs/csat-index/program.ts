import { type Program } from '../../domain/program.ts'
import { contactFields } from '../../domain/vocabulary.ts'
import { textsOf } from '../texts.ts'

/** The CSAT Index: one index per membership of a partner, over all its customer relationships, all year. */
export const csatIndex: Program = {
  id: 'csat-index',
  version: 1,
  name: 'CSAT Index',
  source: 'Customer Satisfaction Index for Microsoft partners, guide and questions to TNS; read 2026-11-22',
  subject: 'relationship',
  catalogue: [],
  privacy: 'confidential',
  opensOn: [],
  sender: {
    name: 'Customer Satisfaction Index',
    address: 'csat-index@surveys.plaudit.example',
    replyTo: 'csat-index-support@surveys.plaudit.example',
  },
  support: 'csat-index-support@surveys.plaudit.example',
  contacts: {
    to: 'partner',
    atLeast: 1,
    fields: [...contactFields],
    followUps: [],
    closesAfter: '365 days',
  },
  survey: {
    email: 'survey-invitation',
    to: 'contact',
    followUps: [{ after: '14 days', email: 'survey-reminder', to: 'contact' }],
    closesAfter: '365 days',
    openUntil: 'renewal',
    anonymity: 'chosen',
    ownUrl: true,
    ownQuestions: 10,
    questions: [
      { key: 'overall', type: 'satisfaction4', required: true },
      { key: 'quality', type: 'satisfaction4', required: false },
      { key: 'expertise', type: 'satisfaction4', required: false },
      { key: 'responsiveness', type: 'satisfaction4', required: false },
      { key: 'value', type: 'satisfaction4', required: false },
      { key: 'continue', type: 'nps', required: false },
      { key: 'reengage', type: 'nps', required: false },
      { key: 'recommend', type: 'nps', required: false },
      { key: 'comment', type: 'text', required: false },
    ],
  },
  score: { measure: 'nsat', question: 'overall' },
  standing: {
    rule: 'response-count',
    atLeast: 10,
    perOrganisation: 8,
    organisations: 2,
    window: '12 months',
    locations: 'each',
    substitutes: [{ evidence: 'evaluation', competency: 'Learning', atLeast: 10 }],
    notices: ['90 days', '30 days', '0 days'],
  },
  report: 'monthly',
  language: 'en-US',
  texts: textsOf('csat-index'),
}
