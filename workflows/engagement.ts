import { CancellationScope, condition, isCancellation } from '@temporalio/workflow'
import type { Ending } from '../activities/stages.ts'
import type { Outcome } from '../src/domain/engagement.ts'
import { ask, type Clocks } from './ask.ts'
import { close, send, showGates } from './desk.ts'
import { type Facts, listen } from './facts.ts'
import type { EngagementInput } from './messages.ts'

/** The life of one project or workload under one program: it waits for the gates, asks the partner for contacts and the
 *  contacts for answers, follows up on silence, and closes.
 *  @returns how it ended; what it waits for meanwhile stands in the engagement's row and in the Temporal UI */
export async function engagement(input: EngagementInput): Promise<Outcome> {
  const life: Life = { input, facts: listen(), partner: new Map(), contacts: new Map(), thanked: new Set(), rounds: 0 }
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

/** An engagement under way: what it was told, and where everybody stands who was asked. `rounds` counts how often a gate
 *  was revoked after the partner had been asked. */
export type Life = {
  readonly input: EngagementInput
  readonly facts: Facts
  readonly partner: Clocks
  readonly contacts: Clocks
  readonly thanked: Set<string>
  rounds: number
}

async function story(life: Life): Promise<Ending> {
  const { facts } = life
  while (!isSent(life)) {
    await condition(() => facts.terminated || gatesOpen(life))
    await askPartner(life)
    if (facts.terminated) return 'terminated'
    if (gatesOpen(life)) break
    await startOver(life)
  }
  if (!isSent(life) && !isEnough(life)) return nobodyMayBeAsked(life) ? 'not-eligible' : 'no-contacts'
  await askContacts(life)
  return facts.terminated ? 'terminated' : 'surveyed'
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
  const asking = ask({
    plan: input.plan.survey,
    clocks: life.contacts,
    recipients: unsettled,
    wave: (contact) => `${facts.resends(contact)}`,
    over,
    send: (sending) => send(life, sending),
    summary: 'until the contacts answer',
  })
  await Promise.all([asking, thank(life, { until: asking })])
}

/** Thanks each contact who answers, beside the asking, whose timer must not start anew with every answer. */
async function thank(life: Life, { until }: { until: Promise<void> }): Promise<void> {
  const { thanks } = life.input.plan.survey
  if (!thanks) return
  let asking = true
  void until.then(() => {
    asking = false
  })
  const due = () => life.facts.answered.filter((contact) => !life.thanked.has(contact))
  for (;;) {
    await condition(() => due().length > 0 || !asking)
    const contacts = due()
    if (contacts.length === 0) return
    const waves = Object.fromEntries(contacts.map((contact) => [contact, `${life.facts.resends(contact)}`]))
    if (await send(life, { email: thanks, to: 'contact', waves }))
      for (const contact of contacts) life.thanked.add(contact)
  }
}
