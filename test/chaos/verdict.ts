import type { Outcome } from '../../src/domain/engagement.ts'
import { compare } from './compare.ts'
import type { Evidence } from './evidence.ts'
import { count, type Figures } from './figures.ts'
import { compareLetters } from './letters.ts'
import type { Promises } from './promises.ts'
import { lostReferrals, type ReferralEnds, unfinishedReferrals } from './referralVerdict.ts'

/** How engagements and referrals have to end, by externalId; absent when their story did not come to its end. */
export type Endings = { readonly engagements: ReadonlyMap<string, Outcome>; readonly referrals: ReferralEnds }

export type Kept = Pick<
  Promises,
  'opened' | 'facts' | 'contacts' | 'responses' | 'steps' | 'referred' | 'decisions' | 'broken'
>

/** What was found wrong, a sentence each, by the rule that is broken. */
export type Verdict = {
  readonly figures: readonly Figures[]
  readonly lost: readonly string[]
  readonly letters: readonly string[]
  readonly unfinished: readonly string[]
  readonly broken: readonly string[]
}

/** Compares what was promised with what there is. All is well when every list is empty. */
export function judge(promises: Kept, evidence: Evidence, endings: Endings): Verdict {
  const figures = count(promises, evidence)
  return {
    figures,
    lost: [
      ...different(promises, evidence),
      ...unapplied(figures, evidence),
      ...unscored(evidence),
      ...lostReferrals(promises, evidence),
      ...unfinishedReferrals(evidence, endings.referrals),
    ],
    letters: compareLetters(evidence.ledger, evidence.mails),
    unfinished: [...unfinished(evidence, endings.engagements), ...unfinishedReferrals(evidence, endings.referrals)],
    broken: promises.broken,
  }
}

/** Whether nothing is wrong. */
export function isGood({ lost, letters, unfinished, broken }: Verdict): boolean {
  return [lost, letters, unfinished, broken].every((list) => list.length === 0)
}

function different(promises: Kept, evidence: Evidence): readonly string[] {
  const { engagements, facts, contacts, responses, steps } = evidence
  const names = engagements.map(({ externalId }) => externalId)
  const counted = responses.filter(({ counts }) => counts)
  return [
    ...compare('engagement', [...promises.opened.keys()], names),
    ...compare('fact', promises.facts.map(factKey), facts.map(factKey)),
    ...compare('contact', promises.contacts.map(contactKey), contacts.map(contactKey)),
    ...compare('response', promises.responses.map(responseKey), responses.map(responseKey)),
    ...compare('response that counts', lastOf(promises.responses), counted.map(responseKey)),
    ...compare('step', promises.steps.map(stepKey), steps.map(stepKey)),
  ]
}

function unapplied(figures: readonly Figures[], { engagements, undelivered }: Evidence): readonly string[] {
  const behind = engagements.filter(({ stage, accepted, applied }) => stage === 'closed' && accepted !== applied)
  const unequal = figures.filter(({ kept, applied }) => kept !== applied)
  return [
    ...behind.map(({ id, accepted, applied }) => `closed with ${applied} of ${accepted} facts applied: ${id}`),
    ...unequal.map(({ what, kept, applied }) => `${applied} of ${kept} ${what} were applied`),
    ...(undelivered > 0 ? [`${undelivered} facts were never carried out of the outbox`] : []),
  ]
}

/** The score of an engagement is made of its responses that count. */
function unscored({ engagements, responses, scores }: Evidence): readonly string[] {
  const scored = engagements.filter(({ outcome }) => outcome === 'scored')
  return scored.flatMap(({ id }) => {
    const counted = responses.filter(({ engagementId, counts }) => counts && engagementId === id).length
    const n = scores.find(({ engagementId }) => engagementId === id)?.n ?? 0
    return n === counted ? [] : [`scored from ${n} of ${counted} responses: ${id}`]
  })
}

function unfinished({ engagements }: Evidence, endings: Endings['engagements']): readonly string[] {
  return engagements.flatMap(({ id, externalId, stage, outcome, waitingFor }) => {
    const expected = endings.get(externalId)
    if (expected !== undefined && expected === outcome) return []
    const seen = outcome ?? `${stage}, waiting for ${JSON.stringify(waitingFor)}`
    return [`${externalId} (${id}): expected ${expected ?? 'the end of its story'}, seen ${seen}`]
  })
}

type Of<List extends keyof Kept> = Kept[List] extends readonly (infer Entry)[] ? Entry : never

function factKey({ engagementId, eventId }: Of<'facts'>): string {
  return `${engagementId} ${eventId}`
}

function contactKey({ engagementId, email }: Of<'contacts'>): string {
  return `${engagementId} ${email}`
}

function responseKey({ engagementId, email, overall }: Of<'responses'>): string {
  return `${engagementId} ${email} ${overall}`
}

function stepKey({ engagementId, what }: { readonly engagementId: string | null; readonly what: string }): string {
  return `${engagementId} ${what}`
}

/** Of several responses of one person the last one counts. */
function lastOf(responses: Kept['responses']): readonly string[] {
  return [...new Map(responses.map((one) => [contactKey(one), responseKey(one)])).values()]
}
