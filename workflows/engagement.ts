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
  while (!isSent(life)) {
    await reachGates(life)
    await askPartner(life)
    if (facts.terminated) return 'terminated'
    if (gatesOpen(life)) break
    await startOver(life)
  }
  if (!isSent(life) && !isEnough(life)) return nobodyMayBeAsked(life) ? 'not-eligible' : 'no-contacts'
  await askContacts(life)
  return facts.terminated ? 'terminated' : 'surveyed'
}

async function reachGates(life: Life): Promise<void> {
  const { facts } = life
  while (!facts.terminated && !gatesOpen(life)) {
    viewGates(life)
    const { seen } = facts
    await condition(() => facts.seen > seen)
  }
}

/** Gates can be revoked until the survey is sent. */
function isSent({ contacts }: Life): boolean {
  return contacts.size > 0
}

function gatesOpen({ input, facts }: Life): boolean {
  return facts.missing(input.plan.opensOn).length === 0
}

function isEnough({ input, facts }: Life): boolean {
  return facts.eligible.length >= input.plan.contacts.atLeast
}

function nobodyMayBeAsked({ facts }: Life): boolean {
  return facts.named && facts.eligible.length === 0
}

async function askPartner(life: Life): Promise<void> {
  const { facts, input } = life
  await ask({
    plan: input.plan.contacts,
    clocks: life.partner,
    recipients: () => ['partner'],
    wave: () => `${facts.resends('partner')}.${life.rounds}`,
    over: () => facts.terminated || !gatesOpen(life) || isEnough(life) || nobodyMayBeAsked(life),
    send: (sending) => send(life, sending),
    summary: 'until the partner names contacts',
  })
}

async function startOver(life: Life): Promise<void> {
  life.rounds += 1
  life.partner.clear()
  await showGates(life)
}

async function askContacts(life: Life): Promise<void> {
  const { facts, input } = life
  const unsettled = () => facts.eligible.filter((contact) => !facts.settlement(contact))
  const over = () => facts.terminated || (isSent(life) && unsettled().length === 0)
  let isAsked = false
  const asking = ask({
    plan: input.plan.survey,
    clocks: life.contacts,
    recipients: unsettled,
    wave: (contact) => `${facts.resends(contact)}`,
    over,
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
    const waves = Object.fromEntries(contacts.map((contact) => [contact, `${facts.resends(contact)}`]))
    if (!thanks || (await send(life, { email: thanks, to: 'contact', waves }))) {
      for (const contact of contacts) thanked.add(contact)
    }
  }
}
