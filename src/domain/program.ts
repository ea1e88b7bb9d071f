import { type Static, Type } from 'typebox'
import { languages } from '../locales/languages.ts'
import { questionTypes } from '../questions/types.ts'

/** The facts a program may wait for before it asks anything. */
export const gateKinds = ['milestone', 'payment', 'completed'] as const
/** The letters a program may send. */
export const letterKinds = [
  'contact-request',
  'contact-escalation',
  'survey-invitation',
  'survey-reminder',
  'survey-thanks',
] as const
/** Who a letter may go to. */
export const recipientKinds = ['partner', 'psm', 'owner', 'contact'] as const
/** Who may owe the next step. */
export const debtorKinds = ['partner', 'psm', 'owner', 'customer', 'operator'] as const
/** The ways to turn ratings into a score. */
export const measures = ['nsat', 'nps'] as const
/** What a contact must say of themselves before anything is sent to them. */
export const contactFields = [
  'firstName',
  'lastName',
  'email',
  'country',
  'surveyEligible',
  'surveyLanguage',
  'service',
] as const

export type GateKind = (typeof gateKinds)[number]
export type LetterKind = (typeof letterKinds)[number]
export type RecipientKind = (typeof recipientKinds)[number]
export type Measure = (typeof measures)[number]
export type ContactField = (typeof contactFields)[number]

const closed = { additionalProperties: false }
const Duration = Type.String({ description: "Such as '14 days', '1 week', '12 hours'", examples: ['14 days'] })
const Text = Type.String({ minLength: 1, maxLength: 2000 })
const Address = Type.String({ format: 'email', maxLength: 254 })

const Gate = Type.Object(
  {
    gate: Type.Enum(gateKinds),
    percent: Type.Optional(
      Type.Number({ minimum: 0, maximum: 100, description: 'Milestone only: reached from this share of the work on' }),
    ),
    owedBy: Type.Enum(debtorKinds, { description: 'Who is asked when it does not come' }),
  },
  closed,
)

const FollowUp = Type.Object(
  {
    after: { ...Duration, description: 'Counted from the step before' },
    email: Type.Enum(letterKinds),
    to: Type.Enum(recipientKinds),
  },
  closed,
)

const ask = {
  email: Type.Enum(letterKinds),
  to: Type.Enum(recipientKinds),
  followUps: Type.Array(FollowUp, { description: 'What happens on silence, step by step' }),
  closesAfter: { ...Duration, description: 'Counted from the last follow-up' },
}

const Question = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z][a-zA-Z0-9-]{0,39}$' }),
    type: Type.Enum(questionTypes),
    required: Type.Boolean(),
  },
  closed,
)

/** The rules of one satisfaction program: who is asked what and when, in which words, and what the answers are worth.
 *  Pure data, so that a fourth program needs no code. A published version never changes. */
export const Program = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
    version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    name: Text,
    source: Type.String({ description: 'Where the rules are published, and when they were read' }),
    subject: Type.Enum(['workload', 'project', 'relationship']),
    catalogue: Type.Array(Text, { description: 'The only subjects that are eligible; empty when any is' }),
    opensOn: Type.Array(Gate, { description: 'All must be reached before anything is asked, in any order' }),
    sender: Type.Object(
      {
        name: Text,
        address: Address,
        replyTo: Address,
        alternates: Type.Optional(
          Type.Array(Address, {
            maxItems: 5,
            description: 'Tried one after the other when letters do not get through',
          }),
        ),
      },
      closed,
    ),
    support: { ...Address, description: "Address for partners' questions about the survey" },
    contacts: Type.Object(
      {
        ...ask,
        atLeast: Type.Integer({ minimum: 1, description: 'Eligible contacts needed before the survey is sent' }),
        fields: Type.Array(Type.Enum(contactFields), { description: 'Fields a contact must have' }),
      },
      closed,
    ),
    survey: Type.Object(
      {
        ...ask,
        thanks: Type.Optional(Type.Enum(letterKinds, { description: 'Sent to each contact who answers' })),
        frequency: Type.Optional(
          Type.Object(
            { requests: Type.Integer({ minimum: 1 }), per: Duration },
            {
              ...closed,
              description: 'At most so many requests to one person in this time, beside the rule of all programs',
            },
          ),
        ),
        questions: Type.Array(Question, { minItems: 1 }),
      },
      closed,
    ),
    score: Type.Object({ measure: Type.Enum(measures), question: Type.String() }, closed),
    standing: Type.Object(
      { rule: Type.Enum(['average']), measure: Type.Enum(measures), above: Type.Number(), window: Text },
      closed,
    ),
    language: Type.Enum(languages, { description: 'Shown where a reader’s own language has no texts' }),
    texts: Type.Partial(Type.Record(Type.Enum(languages), Type.Record(Type.String(), Text)), {
      ...closed,
      description:
        "By language: 'survey.title', 'survey.intro', 'question.<key>', and '<letter>.subject' where the program fixes it",
    }),
  },
  { ...closed, $id: 'Program' },
)

export type Program = Readonly<Static<typeof Program>>
export type ProgramQuestion = Readonly<Static<typeof Question>>
export type Gate = Readonly<Static<typeof Gate>>
