import { type Program } from '../../domain/program.ts'
import { gdprFields } from '../../domain/vocabulary.ts'
import { textsOf } from '../texts.ts'

/** Microsoft FastTrack: one survey per workload of a customer tenant. */
export const fasttrack: Program = {
  id: 'fasttrack',
  version: 1,
  name: 'FastTrack',
  source: 'Microsoft FastTrack partner documentation, customer satisfaction survey; read 2026-11-22',
  subject: 'workload',
  catalogue: [
    'Exchange',
    'SharePoint',
    'Teams',
    'Yammer',
    'Office ProPlus',
    'Intune',
    'Azure AD Premium',
    'migration services',
  ],
  opensOn: [
    { gate: 'milestone', percent: 10, owedBy: 'partner' },
    { gate: 'payment', owedBy: 'owner' },
  ],
  sender: {
    name: 'Microsoft FastTrack Center',
    address: 'fasttrack-center@surveys.plaudit.example',
    replyTo: 'fasttrack-support@surveys.plaudit.example',
  },
  support: 'fasttrack-support@surveys.plaudit.example',
  contacts: {
    email: 'contact-request',
    to: 'partner',
    atLeast: 1,
    fields: [...gdprFields],
    followUps: [
      { after: '7 days', email: 'contact-escalation', to: 'psm' },
      { after: '7 days', email: 'contact-escalation', to: 'owner' },
    ],
    closesAfter: '46 days',
  },
  survey: {
    email: 'survey-invitation',
    to: 'contact',
    thanks: 'survey-thanks',
    followUps: [{ after: '14 days', email: 'survey-reminder', to: 'contact' }],
    closesAfter: '30 days',
    questions: [
      { key: 'responsiveness', type: 'satisfaction4', required: false },
      { key: 'expertise', type: 'satisfaction4', required: false },
      { key: 'clarity', type: 'satisfaction4', required: false },
      { key: 'usefulness', type: 'satisfaction4', required: false },
      { key: 'overall', type: 'satisfaction4', required: true },
      { key: 'recommend', type: 'nps', required: false },
      { key: 'comment', type: 'text', required: false },
    ],
  },
  brand: { colour: '#0f6cbd' },
  gift: { amount: 20, currency: 'USD', until: '2027-06-30', days: 5, publicSector: 'excluded' },
  score: { measure: 'nsat', question: 'overall' },
  standing: { rule: 'average', measure: 'nsat', above: 80, window: '12 months' },
  language: 'en-US',
  texts: textsOf('fasttrack'),
}
