import { shareOut } from './cover.ts'
import { type Choice, type Criterion, criteria } from './vocabulary.ts'

/** What a customer needs, as far as partners are chosen by it. */
export type Wanted = {
  readonly workloads: readonly string[]
  readonly customer: {
    /** ISO 3166-1 alpha-2. */
    readonly country: string
    readonly language: string
    readonly size: string
    readonly industry: string
  }
}

/** A partner of the referral program at this moment. */
export type Candidate = {
  readonly partnerId: string
  readonly endorsements: readonly { readonly workload: string; readonly expiresAt: Date }[]
  readonly locations: readonly string[]
  readonly languages: readonly string[]
  readonly customerSizes: readonly string[]
  readonly industries: readonly string[]
  /** How many offers it takes at a time; null is any number. */
  readonly capacity: number | null
  readonly pausedUntil: Date | null
  readonly openOffers: number
  /** Referrals it received within the program's window. */
  readonly received: number
  /** Whether it has a claim on the customer. */
  readonly claims: boolean
  /** Workloads of this referral it was offered before. */
  readonly asked: readonly string[]
}

/** A partner that was looked at, and every criterion it does not meet. Who lacks endorsements for some workloads may share. */
export type Considered = {
  readonly partnerId: string
  readonly failed: readonly Criterion[]
  readonly lacks: readonly string[]
  readonly claims: boolean
  readonly received: number
}

/** What one partner is to be offered, and why it. */
export type Share = {
  readonly partnerId: string
  readonly workloads: readonly string[]
  readonly why: Exclude<Choice, 'in-house'>
  readonly received: number
}

export type Match = {
  readonly shares: readonly Share[]
  readonly uncovered: readonly string[]
  /** In the order the candidates came in. */
  readonly considered: readonly Considered[]
}

/** Finds partners for a referral: one for all of it where there is one, else as few as can share it. A claim on the customer goes
 *  before everything else, then the fewest referrals received, then the partner's id, so that a tie is broken the same way each time.
 *  @param most how many partners may share
 *  @source RF-01, RF-02, RF-03 */
export function match(
  wanted: Wanted,
  candidates: readonly Candidate[],
  { at, most }: { readonly at: Date; readonly most: number },
): Match {
  const considered = candidates.map((candidate) => consider(wanted, candidate, at.getTime()))
  const able = considered
    .filter(({ failed }) => failed.every((criterion) => criterion === 'endorsement'))
    .map((one) => ({ ...one, covers: wanted.workloads.filter((workload) => !one.lacks.includes(workload)) }))
  const shares = shareOut(wanted.workloads, able, most)
  const placed = new Set(shares.flatMap(({ workloads }) => workloads))
  return { shares, uncovered: wanted.workloads.filter((workload) => !placed.has(workload)), considered }
}

function consider({ workloads, customer }: Wanted, candidate: Candidate, at: number): Considered {
  const { partnerId, claims, received, endorsements, capacity, openOffers, pausedUntil, asked } = candidate
  const isEndorsed = (workload: string) =>
    endorsements.some((one) => one.workload === workload && one.expiresAt.getTime() > at) && !asked.includes(workload)
  const lacks = workloads.filter((workload) => !isEndorsed(workload))
  const fails: Readonly<Record<Criterion, boolean>> = {
    endorsement: lacks.length > 0,
    location: !candidate.locations.includes(customer.country),
    language: !candidate.languages.includes(customer.language),
    'customer-size': !candidate.customerSizes.includes(customer.size),
    industry: !candidate.industries.includes(customer.industry),
    capacity: capacity !== null && openOffers >= capacity,
    paused: pausedUntil !== null && pausedUntil.getTime() > at,
    asked: asked.length > 0 && lacks.length === workloads.length,
  }
  return { partnerId, failed: criteria.filter((criterion) => fails[criterion]), lacks, claims, received }
}
