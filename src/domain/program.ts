import { type Static, Type } from 'typebox'
import { languages } from '../locales/languages.ts'
import { Brand } from './brand.ts'
import { Gift } from './gift.ts'
import { Address, Contacts, closed, Gate, type Question, Survey, Text } from './programParts.ts'
import { Scoring, StandingRule, Tiers } from './standingRule.ts'
import { importedKinds, privacies } from './vocabulary.ts'

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
    deliveries: Type.Optional(
      Type.Array(Type.Object({ name: Text, counts: Type.Boolean() }, closed), {
        minItems: 1,
        description: 'How the work may have been delivered, which every subject then says, and whether it counts',
      }),
    ),
    privacy: Type.Optional(
      Type.Enum(privacies, { description: 'owner-run if not given: the owner reads single answers' }),
    ),
    takesEffect: Type.Optional(
      Type.Object(
        {
          on: Type.String({ format: 'date', description: 'Engagements opened from this day on follow this version' }),
          override: Type.Optional({ ...Text, description: 'Why it takes effect earlier than announcements allow' }),
        },
        closed,
      ),
    ),
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
    brand: Type.Optional(Brand),
    support: { ...Address, description: "Address for partners' questions about the survey" },
    contacts: Contacts,
    survey: Survey,
    gift: Type.Optional(Gift),
    score: Scoring,
    standing: StandingRule,
    evidence: Type.Optional(
      Type.Array(Type.Enum(importedKinds), {
        description: 'What partners may import beside what substitutes name; it counts once the operator accepts it',
      }),
    ),
    tiers: Type.Optional(Tiers),
    report: Type.Optional(Type.Enum(['monthly'], { description: 'Memberships may opt in to a report by email' })),
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

/** The questions a program's score is made of. */
export function scoredQuestions({ score }: Pick<Program, 'score'>): readonly string[] {
  return 'question' in score ? [score.question] : score.questions
}
