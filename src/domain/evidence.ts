import type { Program } from './program.ts'

/** What may count towards a standing: an answer, a project with its score, a course evaluation, an answer to a survey of the
 *  partner's own. */
export const evidenceKinds = ['response', 'project', 'evaluation', 'survey-result'] as const
/** Why a piece of evidence does not count, whatever the rule says. */
export const exclusions = [
  'superseded',
  'unconfirmed',
  'disqualified',
  'terminated',
  'delivery',
  'undecided',
  'rejected',
] as const

export type EvidenceKind = (typeof evidenceKinds)[number]
export type Exclusion = (typeof exclusions)[number]

/** A dated piece of what a standing is made of. Nothing in it leads to a person. */
export type Evidence = {
  readonly id: string
  readonly kind: EvidenceKind
  /** The membership or location it belongs to. */
  readonly partnerId: string
  /** When the answer was given or the work was completed, not when it was written down. */
  readonly at: Date
  /** The customer it comes from. */
  readonly organisation: string | null
  /** A rating or a score, not rounded; null where it has none. */
  readonly value: number | null
  /** Why it does not count, and since when it does not. */
  readonly exclusion: Excluded | null
}

/** Why a piece does not count, and since when. */
export type Excluded = { readonly reason: Exclusion; readonly since: Date }

/** Since when something keeps a piece from counting; null where it does not. */
export type Obstacles = Readonly<Partial<Record<Exclusion, Date | null>>>

/** What keeps a piece from counting: of several obstacles the one that came first.
 *  @returns null when nothing does */
export function exclusionBy(obstacles: Obstacles): Excluded | null {
  const found = exclusions.flatMap((reason) => {
    const since = obstacles[reason]
    return since ? [{ reason, since }] : []
  })
  return found.toSorted((a, b) => a.since.getTime() - b.since.getTime())[0] ?? null
}

/** Whether work that was delivered so counts under a program; it does where the program asks for no delivery.
 *  @source PC-03 */
export function isCounted({ deliveries = [] }: Pick<Program, 'deliveries'>, delivery: string | null): boolean {
  return deliveries.find(({ name }) => name === delivery)?.counts ?? true
}

/** Whether a program's standing is made of single answers or of whole engagements. */
export function evidenceOf({ standing }: Pick<Program, 'standing'>): 'response' | 'project' {
  return standing.rule === 'count-above' ? 'project' : 'response'
}
