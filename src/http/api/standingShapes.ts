import { Type } from 'typebox'
import { evidenceKinds, exclusions } from '../../domain/evidence.ts'
import { reasons } from '../../domain/standing/standing.ts'
import { measures } from '../../domain/vocabulary.ts'
import { Instant, OrNull } from './shapes.ts'

const Day = Type.String({ format: 'date', description: "A day where the partner is, 'YYYY-MM-DD'" })

const Missing = Type.Object({
  what: Type.Enum(['responses', 'best-responses', 'projects']),
  count: Type.Integer({ description: 'Of best-responses: answers that give the best rating there is' }),
  organisations: Type.Integer({ description: 'How many others they must come from at least' }),
  until: OrNull(Day),
  invite: OrNull(Type.Integer({ description: 'How many people to ask for so many answers' })),
  sentence: Type.String({
    examples: ['3 responses from at least one more organization by March 31, 2027 (invite about 12 people)'],
  }),
})

const Tier = Type.Object({
  score: Type.Number(),
  name: OrNull(Type.String({ description: 'Null below the lowest tier' })),
  next: OrNull(Type.Object({ name: Type.String(), points: Type.Number() })),
  pillars: Type.Array(Type.Object({ key: Type.String(), points: Type.Number(), most: Type.Number() })),
  attributes: Type.Array(
    Type.Object({
      key: Type.String(),
      pillar: Type.String(),
      from: Type.Enum(['figure', 'standing']),
      value: OrNull(Type.Number({ description: 'Null where nobody told it' })),
      points: Type.Number(),
      most: Type.Number(),
    }),
  ),
})

/** A standing as the API shows it. */
export const Standing = Type.Object(
  {
    program: Type.Object({ id: Type.String(), version: Type.Integer() }),
    partnerId: Type.String({ description: "Whose standing it is: a location has its membership's" }),
    asOf: Instant,
    timeZone: Type.String({ description: "Where the partner's days begin and end" }),
    met: Type.Boolean(),
    value: OrNull(Type.Number({ description: 'Null when there is no score, which is not a score of 0' })),
    threshold: Type.Number({ description: 'Of a score: to be exceeded. Of a count: to be reached' }),
    measure: Type.Enum([...measures, 'count']),
    of: Type.Enum(evidenceKinds),
    n: Type.Integer(),
    interval: OrNull(Type.Object({ low: Type.Number(), high: Type.Number() })),
    net: Type.Optional(
      Type.Object(
        { value: Type.Number(), threshold: Type.Number(), low: Type.Number(), high: Type.Number() },
        { description: 'Net satisfaction on the scale of −100 to 100' },
      ),
    ),
    window: Type.Object(
      { from: Instant, to: Instant },
      { description: 'From its first instant until just before `to`' },
    ),
    counted: Type.Array(Type.String(), { description: 'Ids of evidence' }),
    excluded: Type.Array(Type.Object({ id: Type.String(), reason: Type.Enum([...exclusions, ...reasons]) }), {
      description: 'What does not count, with the reason: also what fell out of the window not long ago',
    }),
    missing: OrNull(Missing),
    tier: OrNull(Tier),
  },
  { $id: 'Standing' },
)
