import { type Program } from '../../domain/program.ts'
import { textsOf } from '../texts.ts'

/** All that is rated, from 1 to 5 or not applicable. */
const rated = [
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
]

/** Partner CSAT: one survey per consulting project. The words of the questions, the reminder, the weights of the attributes and
 *  how long a survey stays open are ours; it stays open for a year in all, because the partner may send it again until it is answered. */
export const partnerCsat: Program = {
  id: 'partner-csat',
  version: 1,
  name: 'Partner CSAT',
  source: 'Salesforce Partner CSAT, guide and questions for consulting partners; read 2026-11-22',
  subject: 'project',
  catalogue: [],
  deliveries: [
    { name: 'own', counts: true },
    { name: 'partner-to-partner for internal use', counts: true },
    { name: 'outsourcer for an ISV', counts: true },
    { name: 'partner-to-partner', counts: false },
    { name: 'subcontracted', counts: false },
  ],
  privacy: 'owner-run',
  opensOn: [{ gate: 'completed', owedBy: 'partner' }],
  sender: {
    name: 'Partner CSAT',
    address: 'partner-csat@surveys.plaudit.example',
    replyTo: 'partner-csat-support@surveys.plaudit.example',
    alternates: ['partner-csat@mail.plaudit.example'],
  },
  support: 'partner-csat-support@surveys.plaudit.example',
  contacts: {
    email: 'contact-request',
    to: 'partner',
    atLeast: 2,
    secondary: 1,
    before: 'completed',
    fields: ['firstName', 'lastName', 'email', 'consentAt', 'consentSource'],
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
    notice: 'survey-returned',
    followUps: [{ after: '14 days', email: 'survey-reminder', to: 'contact' }],
    closesAfter: '351 days',
    questions: [
      ...rated.map((key) => ({ key, type: 'rating5' as const, required: true, notApplicable: true as const })),
      { key: 'experience', type: 'text', required: false },
    ],
    review: 'experience',
  },
  score: { measure: 'mean', questions: [...rated] },
  standing: {
    rule: 'count-above',
    measure: 'mean',
    above: 4.2,
    perOrganisation: 2,
    fiscalYearStartsOn: '02-01',
  },
  tiers: {
    attributes: [
      { key: 'csat', pillar: 'customer-success', points: 250, full: 10, from: 'standing' },
      { key: 'navigator', pillar: 'customer-success', points: 100, full: 5, from: 'figure' },
      { key: 'acv', pillar: 'growth', points: 250, full: 1_000_000, from: 'figure' },
      { key: 'certifications', pillar: 'innovation', points: 150, full: 50, from: 'figure' },
      { key: 'certified-consultants', pillar: 'innovation', points: 100, full: 20, from: 'figure' },
      { key: 'partner-solutions', pillar: 'lead', points: 150, full: 3, from: 'figure' },
    ],
    tiers: [
      { name: 'Base', from: 0 },
      { name: 'Ridge', from: 250 },
      { name: 'Crest', from: 500 },
      { name: 'Summit', from: 750 },
    ],
  },
  language: 'en-US',
  texts: textsOf('partner-csat'),
}
