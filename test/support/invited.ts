import { person } from './ledger.ts'
import { portal } from './portal.ts'
import type { World } from './world.ts'

/** What happens in a survey: contacts are invited by name, answer, decline, opt out. Addresses as `person` makes them. */
export function survey(world: World) {
  const act = portal(world)
  const post = (url: string) => world.app.inject({ method: 'POST', url })

  /** Opens an engagement and has contacts invited. @returns its id */
  async function invited(externalId: string, names: readonly string[]): Promise<string> {
    const id = await act.open(externalId)
    await act.name(
      id,
      names.map((one) => person(one)),
    )
    await act.reachGates(id)
    for (const one of names) await act.mail(person(one).email, 'two minutes')
    return id
  }

  async function tokenOf(name: string): Promise<string> {
    return act.tokenIn(await act.mail(person(name).email, 'two minutes'))
  }

  async function claimedAt(name: string, kind: 'survey-invitation' | 'survey-reminder'): Promise<number> {
    const letter = await world.db
      .selectFrom('letters')
      .innerJoin('contacts', 'contacts.id', 'letters.recipient')
      .select('letters.claimed_at')
      .where('contacts.email', '=', person(name).email)
      .where('letters.kind', '=', kind)
      .executeTakeFirstOrThrow()
    return letter.claimed_at.getTime()
  }

  return {
    ...act,
    invited,
    claimedAt,
    rate: async (name: string, overall: number) => act.answer(await tokenOf(name), { overall }),
    decline: async (name: string) => post(`/s/${await tokenOf(name)}/decline`),
    optOut: async (name: string) => post(`/s/${await tokenOf(name)}/opt-out`),
  }
}
