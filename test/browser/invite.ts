import { expect, vi } from 'vitest'
import type { Language } from '../../src/locales/languages.ts'
import { ada, type Mail, portal } from '../support/portal.ts'
import type { World } from '../support/world.ts'

/** Those that most tests walk: from the left, with long words, from the right. */
export const languages = ['en-US', 'de', 'he'] as const

export type Invitation = { readonly name: string; readonly language: Language }

/** Opens an engagement whose contacts are all asked. @returns its id, and the personal link in the mail to each */
export async function invite(world: World, externalId: string, people: readonly Invitation[]) {
  const { open, reachGates, name, mails } = portal(world)
  const id = await open(externalId)
  const contacts = people.map((person) => ({
    ...ada,
    firstName: person.name,
    email: address(person),
    surveyLanguage: person.language,
  }))
  expect((await name(id, contacts)).body).toMatchObject({ accepted: people.length })
  await reachGates(id)
  const links = new Map<string, string>()
  for (const { email } of contacts) {
    links.set(email, await vi.waitFor(async () => surveyLink(await mails(email)), { timeout: 30_000 }))
  }
  return { id, link: (person: Invitation) => links.get(address(person)) ?? '' }
}

export function address({ name, language }: Invitation): string {
  return `${name}.${language}@contoso.example`.toLowerCase()
}

function surveyLink([mail]: readonly Mail[]): string {
  const link = /http\S+\/s\/[\w.-]+/.exec(mail?.text ?? '')?.[0]
  if (!link) throw new Error('there is no mail with a survey link')
  return link
}
