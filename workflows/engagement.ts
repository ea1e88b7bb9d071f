import { CancellationScope, condition, continueAsNew, isCancellation } from '@temporalio/workflow'
import type { Ending } from '../activities/stages.ts'
import type { Outcome } from '../src/domain/engagement.ts'
import { ask } from './ask.ts'
import { attend } from './attend.ts'
import { close, send, showGates } from './desk.ts'
import { begin, handOver, isLong, type Life, type Past } from './life.ts'
import type { EngagementInput } from './messages.ts'
import { isRenewed, openness, staysOpen } from './renewal.ts'
import { viewGates, viewProgress } from './view.ts'

/** The life of one project or workload under one program: it waits for the gates, asks the partner for contacts and the
 *  contacts for answers, follows up on silence, and closes.
 *  @param past what happened in earlier runs, whose history had grown long
 *  @returns how it ended; what it waits for meanwhile stands in the engagement's row and in the Temporal UI */
export async function engagement(input: EngagementInput, past?: Past): Promise<Outcome> {
  const life = begin(input, past)
  if (past) viewProgress(life)
  try {
    for (;;) {
      const ending = await story(life)
      if (ending === 'to be continued') return await continueAsNew<typeof engagement>(input, handOver(life))
      const outcome = await close(life, ending)
      if (outcome) return outcome
    }
  } catch (error) {
    if (!isCancellation(error)) throw error
    return CancellationScope.nonCancellable(() => terminate(life))
  }
}

async function terminate(life: Life): Promise<Outcome> {
  return (await close(life, 'terminated')) ?? terminate(life)
}

type Chapter = Ending | 'to be continued'

async function story(life: Life): Promise<Chapter> {
  const { facts } = life
  for (;;) {
    const ending = isSent(life) ? await replaceContacts(life) : await prepare(life)
    if (ending) return ending
    await askContacts(life)
    if (facts.terminated) return 'terminated'
    if (isLong()) return 'to be continued'
    if (isRenewed(life)) return 'surveyed'
    if (isSent(life) && !facts.unreached)
      return nobodyMayBeAsked(life) && facts.answered.length === 0 ? 'not-eligible' : 'surveyed'
  }
}

/** Gates and contacts: what must be there before a customer is written to. A gate can be revoked until then.
 *  @returns the ending, if it does not come to that */
async function prepare(life: Life): Promise<Chapter | undefined> {
  const { facts } = life
  do {
    await reachGates(life)
    await askPartner(life)
    if (facts.terminated) return 'terminated'
    if (isLong()) return 'to be continued'
  } while (!gatesOpen(life))
  if (!isEnough(life)) return nobodyMayBeAsked(life) ? 'not-eligible' : 'no-contacts'
  return unsettled(life).length === 0 && !staysOpen(life) ? 'surveyed' : undefined
}

/** Has the partner name somebody else when letters reach nobody.
 *  @returns the ending, if nobody else is named in time
 *  @source FT-07, PC-11 */
async function replaceContacts(life: Life): Promise<Chapter | undefined> {
  const { facts } = life
  if (!facts.unreached) return undefined
  await askPartner(life)
  if (facts.terminated) return 'terminated'
  if (isLong()) return 'to be continued'
  return isEnough(life) ? undefined : 'no-contacts'
}

function isSent({ contacts }: Life): boolean {
  return contacts.size > 0
}

function gatesOpen({ input, facts }: Life): boolean {
  return facts.missing(input.plan.opensOn).length === 0
}

function isEnough({ input, facts }: Life): boolean {
  return facts.reachable.length >= input.plan.contacts.atLeast
}

function nobodyMayBeAsked({ facts }: Life): boolean {
  return facts.named && facts.eligible.length === 0
}

function unsettled({ facts }: Life): readonly string[] {
  return facts.onTurn.filter((contact) => !facts.settlement(contact))
}

async function reachGates(life: Life): Promise<void> {
  const { facts, input } = life
  if (facts.terminated || gatesOpen(life)) return
  if (facts.revocations(input.plan.opensOn) > 0) await startOver(life)
  while (!facts.terminated && !gatesOpen(life) && !isLong()) {
    viewGates(life)
    const { seen } = facts
    await condition(() => facts.seen > seen)
  }
}

async function startOver(life: Life): Promise<void> {
  life.partner.clear()
  await showGates(life)
}

async function askPartner(life: Life): Promise<void> {
  const { facts, input } = life
  const { plan } = input
  const round = () =>
    `${facts.rounds('partner')}.${facts.revocations(plan.opensOn)}${isSent(life) ? `.${facts.lost}` : ''}`
  const isHopeless = () => nobodyMayBeAsked(life) && !staysOpen(life)
  const isHeld = () => !isSent(life) && !gatesOpen(life)
  await ask({
    plan: plan.contacts,
    clocks: life.partner,
    recipients: () => ['partner'],
    round,
    question: () => `${round()}.${facts.resends('partner')}`,
    heldUntil: () => 0,
    over: () => facts.terminated || isLong() || isHeld() || isEnough(life) || isHopeless() || isRenewed(life),
    ...openness(life),
    send: (sending) => send(life, sending),
    summary: 'until the partner names contacts',
  })
}

async function askContacts(life: Life): Promise<void> {
  const { facts, input } = life
  const isOff = () => (isSent(life) ? isSettled() : !gatesOpen(life) || !isEnough(life))
  const isSettled = () => (staysOpen(life) ? facts.unreached : unsettled(life).length === 0)
  let isAsked = false
  const asking = ask({
    plan: input.plan.survey,
    clocks: life.contacts,
    recipients: () => unsettled(life),
    round: (contact) => `${facts.rounds(contact)}`,
    question: (contact) => questionTo(life, contact),
    heldUntil: (contact) => heldUntil(life, contact),
    over: () => facts.terminated || isLong() || isOff() || isRenewed(life),
    ...openness(life),
    send: (sending) => send(life, sending),
    summary: 'until the contacts answer',
  }).finally(() => {
    isAsked = true
  })
  await Promise.all([asking, attend(life, { until: () => isAsked })])
}

/** The wave of the question to a contact: asked anew, asked again, or asked once more because the letter came back. */
function questionTo({ facts }: Life, contact: string): string {
  const bounces = facts.bounces(contact)
  return `${facts.rounds(contact)}.${facts.resends(contact)}${bounces > 0 ? `-${bounces}` : ''}`
}

/** Until when a contact is left in peace: because they were asked for something not long ago, or their letter came back. */
function heldUntil({ facts, deferrals }: Life, contact: string): number {
  const deferral = deferrals.get(contact)
  const deferred = deferral && facts.allowance(contact) <= deferral.seen ? deferral.until : 0
  return Math.max(deferred, facts.retryAt(contact))
}
