import { expect } from 'vitest'
import { publishProgram } from '../../src/db/programs.ts'
import type { Fate } from '../../src/local/mailbox/fates.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { survey } from './invited.ts'
import { person } from './ledger.ts'
import type { World } from './world.ts'

export const firstSender = fasttrack.sender.address
export const secondSender = 'second@surveys.plaudit.example'

/** Engagements of a program that has a second sender address, and what becomes of their letters. */
export function delivered(world: World) {
  const { db, mailbox } = world
  const act = survey(world)

  /** Opens an engagement of the program 'twofold' and names contacts. @returns its id */
  async function openWith(externalId: string, contacts: readonly ReturnType<typeof person>[]): Promise<string> {
    const sender = { ...fasttrack.sender, alternates: [secondSender] }
    await publishProgram(db, { ...fasttrack, id: 'twofold', sender })
    const body = {
      program: 'twofold',
      partnerId: 'fabrikam',
      externalId,
      customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
      subject: { kind: 'workload', name: 'Exchange' },
    }
    const { body: engagement } = await act.call('POST', '/v1/engagements', { body })
    await act.name(engagement.id, contacts)
    return engagement.id
  }

  /** The same, with the gates reached. */
  async function askOf(externalId: string, contacts: readonly ReturnType<typeof person>[]): Promise<string> {
    const id = await openWith(externalId, contacts)
    await act.reachGates(id)
    return id
  }

  /** Says what becomes of mails to a contact or to an address. */
  async function destine(name: string, fate: Fate, more: { from?: string; times?: number } = {}): Promise<void> {
    const to = name.includes('@') ? name : person(name).email
    const answer = await mailbox.inject({ method: 'PUT', url: '/fates', payload: { to, fate, ...more } })
    expect(answer.statusCode).toBe(204)
  }

  /** Letters of an engagement, the oldest first: 'survey-invitation to ada from first: bounced'. */
  async function letters(engagementId: string): Promise<readonly string[]> {
    const rows = await db
      .selectFrom('letters')
      .leftJoin('contacts', 'contacts.id', 'letters.recipient')
      .select(['kind', 'recipient', 'email', 'payload', 'status', 'delivery'])
      .where('letters.engagement_id', '=', engagementId)
      .orderBy('claimed_at')
      .orderBy('letters.id')
      .execute()
    return rows.map(({ kind, recipient, email, payload, status, delivery }) => {
      const from = payload?.from.includes(secondSender) ? 'second' : 'first'
      return `${kind} to ${email?.split('@')[0] ?? recipient} from ${from}: ${delivery ?? status}`
    })
  }

  async function untilLetters(engagementId: string, expected: readonly string[]): Promise<void> {
    await expect.poll(() => letters(engagementId), { interval: 50 }).toEqual(expected)
  }

  /** Open tasks of an engagement: 'contact-unreachable for psm: ada'. */
  async function tasks(engagementId: string): Promise<readonly string[]> {
    const rows = await db
      .selectFrom('tasks')
      .leftJoin('contacts', 'contacts.id', 'tasks.about')
      .leftJoin('letters', 'letters.id', 'tasks.about')
      .select(['tasks.kind', 'owner', 'email', 'letters.recipient'])
      .where('tasks.engagement_id', '=', engagementId)
      .where('closed_at', 'is', null)
      .orderBy('opened_at')
      .execute()
    return rows.map(({ kind, owner, email, recipient }) => `${kind} for ${owner}: ${email?.split('@')[0] ?? recipient}`)
  }

  async function happenings(engagementId: string, what: string): Promise<readonly Record<string, unknown>[]> {
    const { timeline } = await act.see(engagementId)
    return timeline.filter((entry: { what: string }) => entry.what === what)
  }

  return { ...act, openWith, askOf, destine, letters, untilLetters, tasks, happenings }
}
