import { CancellationScope, condition, isCancellation } from '@temporalio/workflow'
import type { Ending } from '../activities/stages.ts'
import type { Outcome } from '../src/domain/engagement.ts'
import { ask } from './ask.ts'
import { close, send, showGates } from './desk.ts'
import { listen } from './facts.ts'
import { begin, type Life } from './life.ts'
import type { EngagementInput } from './messages.ts'
import { viewGates, viewProgress } from './view.ts'

/** The life of one project or workload under one program: it waits for the gates, asks the partner for contacts and the
 *  contacts for answers, follows up on silence, and closes.
 *  @returns how it ended; what it waits for meanwhile stands in the engagement's row and in the Temporal UI */
export async function engagement(input: EngagementInput): Promise<Outcome> {
  const life = begin(input, listen())
  try {
    for (;;) {
      const outcome = await close(life, await story(life))
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

async function story(life: Life): Promise<Ending> {
  const { facts } = life
  for (;;) {
    const ending = isSent(life) ? undefined : await prepare(life)
    if (ending) return ending
    await askContacts(life)
    if (facts.terminated) return 'terminated'
    if (isSent(life)) return nobodyMayBeAsked(life) && facts.answered.length === 0 ? 'not-eligible' : 'surveyed'
  }
}

/** Gates and contacts: what must be there before a customer is written to. A gate can be revoked until then.
 *  @returns the ending, if it does not come to that */
async function prepare(life: Life): Promise<Ending | undefined> {
  const { facts } = life
  do {
    await reachGates(life)
    await askPartner(life)
    if (facts.terminated) return 'terminated'
  } while (!gatesOpen(life))
  if (!isEnough(life)) return nobodyMayBeAsked(life) ? 'not-eligible' : 'no-contacts'
  return unsettled(life).length === 0 ? 'surveyed' : undefined
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
  return facts.eligible.filter((contact) => !facts.settlement(contact))
}

async function reachGates(life: Life): Promise<void> {
  const { facts, input } = life
  if (facts.terminated || gatesOpen(life)) return
  if (facts.revocations(input.plan.opensOn) > 0) await startOver(life)
  while (!facts.terminated && !gatesOpen(life)) {
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
  await ask({
    plan: plan.contacts,
    clocks: life.partner,
    recipients: () => ['partner'],
    round: () => `${facts.rounds('partner')}.${facts.revocations(plan.opensOn)}`,
    resends: (partner) => facts.resends(partner),
    over: () => facts.terminated || !gatesOpen(life) || isEnough(life) || nobodyMayBeAsked(life),
    send: (sending) => send(life, sending),
    summary: 'until the partner names contacts',
  })
}

async function askContacts(life: Life): Promise<void> {
  const { facts, input } = life
  const isOff = () => (isSent(life) ? unsettled(life).length === 0 : !gatesOpen(life) || !isEnough(life))
  let isAsked = false
  const asking = ask({
    plan: input.plan.survey,
    clocks: life.contacts,
    recipients: () => unsettled(life),
    round: (contact) => `${facts.rounds(contact)}`,
    resends: (contact) => facts.resends(contact),
    over: () => facts.terminated || isOff(),
    send: (sending) => send(life, sending),
    summary: 'until the contacts answer',
  }).finally(() => {
    isAsked = true
  })
  await Promise.all([asking, attend(life, { until: () => isAsked })])
}

/** Shows each answer as it comes and thanks for it, beside the asking: its timer must not start anew with every answer. */
async function attend(life: Life, { until }: { until: () => boolean }): Promise<void> {
  const { facts, input, thanked } = life
  const { thanks } = input.plan.survey
  const fresh = () => facts.answered.filter((contact) => !thanked.has(contact))
  for (;;) {
    await condition(() => fresh().length > 0 || until())
    const contacts = fresh()
    if (contacts.length === 0) return
    viewProgress(life)
    const waves = Object.fromEntries(contacts.map((contact) => [contact, `${facts.rounds(contact)}`]))
    if (!thanks || (await send(life, { email: thanks, to: 'contact', waves }))) {
      for (const contact of contacts) thanked.add(contact)
    }
  }
}
