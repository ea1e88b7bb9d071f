import { type Static, Type } from 'typebox'
import { closed, Duration, Text } from './programParts.ts'
import { partnerLevels, questionMeasures } from './vocabulary.ts'

const QuestionScore = Type.Object({ measure: Type.Enum(questionMeasures), question: Type.String() }, closed)
const MeanScore = Type.Object(
  { measure: Type.Literal('mean'), questions: Type.Array(Type.String(), { minItems: 1 }) },
  closed,
)

const level = Type.Optional(
  Type.Enum(partnerLevels, {
    description:
      "Whose evidence is taken together: the partner's as a whole, a membership's, a location's. A membership's if not given",
  }),
)

const AverageAbove = Type.Object(
  {
    rule: Type.Literal('average'),
    measure: Type.Enum(questionMeasures),
    above: Type.Number({ description: 'Strictly' }),
    window: { ...Text, description: 'Rolling, such as 12 months' },
    level,
  },
  { ...closed, description: 'The measure over all ratings of the window stays above a value' },
)

const ResponseCount = Type.Object(
  {
    rule: Type.Literal('response-count'),
    atLeast: Type.Integer({ minimum: 1 }),
    perOrganisation: Type.Integer({ minimum: 1, description: 'The first so many of one organisation count' }),
    organisations: Type.Integer({ minimum: 1, description: 'So many different ones at least' }),
    window: { ...Text, description: "Such as 12 months, ending at the membership's renewal" },
    locations: Type.Enum(['each', 'together'], {
      description: 'Whether one location must meet it by itself, and then covers the others, or all add up',
    }),
    substitutes: Type.Optional(
      Type.Array(
        Type.Object(
          {
            evidence: Type.Literal('evaluation'),
            competency: { ...Text, description: 'Only for memberships with this competency' },
            atLeast: Type.Integer({ minimum: 1 }),
          },
          closed,
        ),
        { description: 'Other evidence that meets it as well' },
      ),
    ),
    notices: Type.Array(Duration, { description: 'How long before renewal the partner is told what is missing' }),
    level,
  },
  { ...closed, description: 'Enough customers answered before each renewal, whatever they said' },
)

const CountAbove = Type.Object(
  {
    rule: Type.Literal('count-above'),
    measure: Type.Literal('mean'),
    above: Type.Number({ description: 'Strictly' }),
    atLeast: Type.Optional(Type.Integer({ minimum: 1, description: 'So many meet it; any number does if not given' })),
    perOrganisation: Type.Integer({ minimum: 1, description: 'The first so many projects of one customer count' }),
    fiscalYearStartsOn: Type.String({ pattern: '^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$', examples: ['02-01'] }),
    level,
  },
  { ...closed, description: 'How many engagements completed in the fiscal year have a score above a value' },
)

export const Tiers = Type.Object(
  {
    attributes: Type.Array(
      Type.Object(
        {
          key: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
          pillar: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
          points: Type.Number({ exclusiveMinimum: 0, description: 'The most it earns' }),
          full: Type.Number({
            exclusiveMinimum: 0,
            description: 'The value that earns all of them; less earns its share',
          }),
          from: Type.Enum(['figure', 'standing'], { description: 'Told over the API, or the value of the standing' }),
        },
        closed,
      ),
      { minItems: 1 },
    ),
    tiers: Type.Array(Type.Object({ name: Text, from: Type.Number({ minimum: 0 }) }, closed), { minItems: 1 }),
  },
  { ...closed, description: 'A weighted score over attributes, and the tier it gives' },
)

export const Scoring = Type.Union([QuestionScore, MeanScore])
export const StandingRule = Type.Union([AverageAbove, ResponseCount, CountAbove])

export type Scoring = Readonly<Static<typeof Scoring>>
export type StandingRule = Readonly<Static<typeof StandingRule>>
export type Tiers = Readonly<Static<typeof Tiers>>
