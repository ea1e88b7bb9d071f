import { defineSearchAttributeKey } from '@temporalio/common'
import {
  condition,
  defineSignal,
  executeChild,
  proxyActivities,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow'
import type { Effects } from './effects.ts'

/** One signal a fact: the gates and the naming of contacts to the engagement, the answer to its contact. */
export const reached = defineSignal<[gate: string]>('reached')
export const named = defineSignal<[contacts: readonly string[]]>('named')
export const answered = defineSignal('answered')

/** How long partner and contact have for each step, in milliseconds. */
export type Waits = { readonly escalate: number; readonly remind: number; readonly close: number }

const { sendLetter, close } = proxyActivities<Effects>({ startToCloseTimeout: '30 seconds' })
const stage = defineSearchAttributeKey('Stage', 'KEYWORD')

/** An engagement as it is written at first: a child for each contact, an activity for each letter, a timer for each wait. */
export async function plainEngagement({ id, waits }: { id: string; waits: Waits }): Promise<void> {
  const gates = new Set<string>()
  let contacts: readonly string[] = []
  setHandler(reached, (gate) => void gates.add(gate))
  setHandler(named, (ids) => {
    contacts = ids
  })

  await condition(() => gates.has('milestone') && gates.has('payment'))
  await sendLetter({ id, kind: 'contact-request', to: 'partner' })
  show('contacts')
  if (!(await condition(() => contacts.length > 0, waits.escalate))) {
    await sendLetter({ id, kind: 'contact-escalation', to: 'psm' })
    await condition(() => contacts.length > 0)
  }
  show('survey')
  await Promise.all(
    contacts.map((contact) =>
      executeChild(plainContact, { workflowId: `${id}/${contact}`, args: [{ id, contact, waits }] }),
    ),
  )
  await close(id)
  show('closed')
}

/** One contact: the invitation, a reminder on silence, the end. */
export async function plainContact({
  id,
  contact,
  waits,
}: {
  id: string
  contact: string
  waits: Waits
}): Promise<void> {
  let hasAnswered = false
  setHandler(answered, () => {
    hasAnswered = true
  })
  await sendLetter({ id, kind: 'survey-invitation', to: contact })
  if (await condition(() => hasAnswered, waits.remind)) return
  await sendLetter({ id, kind: 'survey-reminder', to: contact })
  await condition(() => hasAnswered, waits.close)
}

function show(value: string): void {
  upsertSearchAttributes([{ key: stage, value }])
}
