import { condition } from '@temporalio/workflow'
import type { LetterKind } from '../src/domain/vocabulary.ts'
import { send } from './desk.ts'
import type { Life } from './life.ts'
import { viewProgress } from './view.ts'

/** Shows each answer as it comes and thanks for it, beside the asking: its timer must not start anew with every answer. */
export async function attend(life: Life, { until }: { until: () => boolean }): Promise<void> {
  const { facts, input, thanked, told } = life
  const { thanks, notice } = input.plan.survey
  await Promise.all([
    eachAnswer(life, { done: thanked, until }, async (contacts) => {
      viewProgress(life)
      const waves = Object.fromEntries(contacts.map((contact) => [contact, `${facts.rounds(contact)}`]))
      return thanks ? send(life, { email: thanks, to: 'contact', waves }) : contacts
    }),
    notice && eachAnswer(life, { done: told, until }, async (contacts) => tellPartner(life, notice, contacts)),
  ])
}

/** Tells the partner of answers, one letter for those that came together.
 *  @source PC-12 */
async function tellPartner(life: Life, email: LetterKind, contacts: readonly string[]): Promise<readonly string[]> {
  const wave = contacts.map((contact) => `${contact}.${life.facts.rounds(contact)}`).join()
  const told = await send(life, { email, to: 'partner', waves: { partner: wave } })
  return told.length > 0 ? contacts : []
}

/** Does something for contacts as they answer, until it is done for each. */
async function eachAnswer(
  { facts }: Life,
  { done, until }: { done: Set<string>; until: () => boolean },
  act: (contacts: readonly string[]) => Promise<readonly string[]>,
): Promise<void> {
  const fresh = () => facts.answered.filter((contact) => !done.has(contact))
  for (;;) {
    await condition(() => fresh().length > 0 || until())
    const contacts = fresh()
    if (contacts.length === 0) return
    for (const contact of await act(contacts)) done.add(contact)
  }
}
