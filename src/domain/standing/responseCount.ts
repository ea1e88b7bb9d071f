import type { Evidence, EvidenceKind } from '../evidence.ts'
import type { StandingRule } from '../standingRule.ts'
import { invitesFor, lastDayOf } from './missing.ts'
import { cap, idsOf, inOrder, type Sifted, sift } from './sift.ts'
import type { Context, Excluded, Missing, Reason, Standing } from './standing.ts'
import { type Window, windowOf } from './window.ts'

type Rule = Extract<StandingRule, { rule: 'response-count' }>

/** Enough customers answered before the renewal, whatever they said. There may be several ways to meet it: each location by itself, and
 *  other evidence that takes the place of answers. The one that leads furthest stands for the partner.
 *  @source CI-08, CI-09, CI-12, CI-13 */
export function responseCount(rule: Rule, evidence: readonly Evidence[], context: Context): Standing {
  const window = windowOf(rule, context)
  const { fit, unfit } = sift(evidence, { kinds: kindsOf(rule), window, asOf: context.asOf })
  const [first, ...others] = waysOf(rule, fit, context)
  const way = others.reduce((best, other) => (leadsFurther(other, best) ? other : best), first)
  const left = fit.filter((piece) => !way.pieces.includes(piece))
  const excluded = [...unfit, ...way.unfit, ...left.map((piece) => unusedIn(rule, way, piece, context))]
  const met = way.responses === 0 && way.organisations === 0
  return {
    met,
    value: way.fit.length,
    threshold: way.atLeast,
    measure: 'count',
    of: way.kind,
    n: way.fit.length,
    interval: null,
    window,
    counted: idsOf(way.fit),
    excluded: inOrder(evidence, excluded),
    missing: met ? null : missingOf(way, { ...context, window }),
  }
}

/** One way to meet the rule, and how far it led. */
type Way = Sifted & {
  readonly kind: 'response' | 'evaluation'
  readonly atLeast: number
  readonly pieces: readonly Evidence[]
  /** How many are missing, and from how many organisations that have not counted yet. */
  readonly responses: number
  readonly organisations: number
}

const answers: readonly EvidenceKind[] = ['response', 'survey-result']

function kindsOf({ substitutes = [] }: Rule): readonly EvidenceKind[] {
  return [...answers, ...substitutes.map(({ evidence }) => evidence)]
}

/** The ways there are, answers before what takes their place. There is always one. */
function waysOf(rule: Rule, fit: readonly Evidence[], context: Context): [Way, ...Way[]] {
  const [first, ...rest] = placesOf(
    rule,
    fit.filter(({ kind }) => answers.includes(kind)),
  )
  const evaluations = placesOf(
    rule,
    fit.filter(({ kind }) => kind === 'evaluation'),
  )
  const substitutes = openTo(rule, context).flatMap(({ atLeast }) =>
    evaluations.map((pieces) => plain(pieces, atLeast)),
  )
  return [capped(rule, first), ...rest.map((pieces) => capped(rule, pieces)), ...substitutes]
}

/** Evidence that is counted by itself: that of each location, or all of it. */
function placesOf({ locations }: Rule, pieces: readonly Evidence[]): [readonly Evidence[], ...(readonly Evidence[])[]] {
  if (locations === 'together') return [pieces]
  const places = new Map<string, Evidence[]>()
  for (const piece of pieces) places.set(piece.partnerId, [...(places.get(piece.partnerId) ?? []), piece])
  const [first = [], ...rest] = [...places.keys()].toSorted().map((place) => places.get(place) ?? [])
  return [first, ...rest]
}

function openTo({ substitutes = [] }: Rule, { competencies }: Context) {
  return substitutes.filter(({ competency }) => competencies.includes(competency))
}

function capped({ atLeast, perOrganisation, organisations }: Rule, pieces: readonly Evidence[]): Way {
  const sifted = cap(pieces, perOrganisation)
  const perName = new Map<string, number>()
  for (const { organisation } of sifted.fit)
    if (organisation !== null) perName.set(organisation, (perName.get(organisation) ?? 0) + 1)
  const others = Math.max(0, organisations - perName.size)
  const responses = Math.max(0, atLeast - sifted.fit.length, others)
  const room = [...perName.values()].reduce((sum, count) => sum + perOrganisation - count, 0)
  const forced = Math.ceil(Math.max(0, responses - room) / perOrganisation)
  return { ...sifted, kind: 'response', atLeast, pieces, responses, organisations: Math.max(others, forced) }
}

function plain(pieces: readonly Evidence[], atLeast: number): Way {
  const responses = Math.max(0, atLeast - pieces.length)
  return { fit: pieces, unfit: [], kind: 'evaluation', atLeast, pieces, responses, organisations: 0 }
}

/** A substitute stands for the partner only where it meets the rule: until then it is told what answers are missing. */
function leadsFurther(way: Way, best: Way): boolean {
  if (way.kind === 'evaluation' && way.responses > 0) return false
  if (way.responses !== best.responses) return way.responses < best.responses
  return way.kind === best.kind && way.organisations < best.organisations
}

function unusedIn(rule: Rule, way: Way, { id, kind }: Evidence, context: Context): Excluded {
  const reason: Reason =
    (kind === 'evaluation') === (way.kind === 'evaluation')
      ? 'other-location'
      : kind === 'evaluation' && openTo(rule, context).length === 0
        ? 'no-competency'
        : 'other-way'
  return { id, reason }
}

function missingOf(way: Way, context: Context & { readonly window: Window }): Missing {
  return {
    what: 'responses',
    count: way.responses,
    organisations: way.organisations,
    until: context.renewsOn ? lastDayOf(context.window, context.timeZone) : null,
    invite: invitesFor(way.responses, context),
  }
}
