import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { hashOfAddress } from '../../db/address.ts'
import { DomainError } from '../../domain/errors.ts'
import { purposes } from '../../domain/frequency.ts'
import type { Reported } from '../accept/reportFact.ts'
import { fieldProblems } from '../validation.ts'
import { closed, Email, Id, Instant } from './shapes.ts'

const event = {
  at: { ...Instant, description: 'When it happened: of contradicting facts the newest counts' },
  eventId: { ...Id, description: "The portal's own id of the event: the same one again is no new fact" },
}
const percent = Type.Number({ minimum: 0, maximum: 100, description: 'Share of the work that is done' })

const Milestone = Type.Object({ type: Type.Literal('milestone'), percent, ...event }, closed)
const Payment = Type.Object(
  { type: Type.Literal('payment'), status: Type.Enum(['completed', 'reversed']), ...event },
  closed,
)
const Completed = Type.Object({ type: Type.Literal('completed'), ...event }, closed)
const Terminated = Type.Object({ type: Type.Literal('terminated'), ...event }, closed)

const Requested = Type.Object(
  {
    type: Type.Literal('requested'),
    purpose: Type.Enum(purposes, { description: 'What somebody was asked for outside our surveys' }),
    email: { ...Email, description: 'Who was asked: counts towards how often a person may be' },
    ...event,
  },
  closed,
)

/** What a portal may report. */
export const FactBody = Type.Union([Milestone, Payment, Completed, Terminated, Requested])

const kinds = {
  milestone: Compile(Milestone),
  payment: Compile(Payment),
  completed: Compile(Completed),
  terminated: Compile(Terminated),
  requested: Compile(Requested),
}

/** How far the clock of a portal may be ahead of ours, or its time zone forgotten: a day, in milliseconds. */
const aheadAtMost = 24 * 60 * 60 * 1000

/** Reads one reported fact by the shape of its own type, so that what is wrong is said of that type. One of the future is refused: the
 *  newest decides a gate, so nothing could ever take it back.
 *  @throws {DomainError} request.invalid — with every field that does not fit · fact.in-future */
export function readFact(body: unknown, now: Date): Reported {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined
  const kind = Object.entries(kinds).find(([name]) => name === type)?.[1]
  if (!kind) throw invalid([{ field: '/type', expected: `one of ${Object.keys(kinds).join(', ')}`, got: type }])
  if (!isFact(kind, body)) throw invalid(fieldProblems(kind.Errors(body), body))
  const at = new Date(body.at)
  if (at.getTime() - now.getTime() > aheadAtMost)
    throw new DomainError('fact.in-future', `it is said to happen at ${body.at}, more than a day from now`, [
      { field: '/at', expected: 'no later than a day from now', got: body.at },
    ])
  if (body.type === 'requested') {
    const { eventId, email, type, purpose } = body
    return { eventId, fact: { type, purpose, at: at.toISOString() }, person: hashOfAddress(email) }
  }
  const { eventId, ...fact } = body
  return { eventId, fact: { ...fact, at: at.toISOString() } }
}

/** The same, for a line of many, which names its engagement. */
export function readFactLine(
  line: unknown,
  now: Date,
): ReturnType<typeof readFact> & { readonly engagementId: string } {
  const { engagementId, ...body } = { engagementId: undefined, ...(typeof line === 'object' ? line : {}) }
  if (!isId(engagementId)) {
    throw invalid([{ field: '/engagementId', expected: 'the id of an engagement', got: engagementId }])
  }
  return { engagementId, ...readFact(body, now) }
}

const compiledId = Compile(Id)

function isId(value: unknown): value is string {
  return compiledId.Check(value)
}

type Kind = (typeof kinds)[keyof typeof kinds]

function isFact(kind: Kind, body: unknown): body is Static<typeof FactBody> {
  return kind.Check(body)
}

function invalid(problems: ConstructorParameters<typeof DomainError>[2] = []): DomainError {
  return new DomainError('request.invalid', `the fact does not fit: ${problems[0]?.field}`, problems)
}
