import { randomUUID } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import { expect } from 'vitest'
import type { Role } from '../../src/db/keys.ts'
import type { World } from './world.ts'

/** A contact as an upload names one. */
export const ada = {
  firstName: 'Ada',
  lastName: 'Byron',
  email: 'ada@contoso.example',
  country: 'DE',
  surveyEligible: 'yes',
  surveyLanguage: 'en-US',
  service: 'Exchange',
}

export const dan = {
  ...ada,
  firstName: 'Dan',
  lastName: 'Levi',
  email: 'dan@contoso.example',
  country: 'IL',
  surveyLanguage: 'he',
}

/** What a partner portal does, over the API; or somebody else, with a key of their role. */
export function portal({ app, keys, mailbox }: World, as: Role = 'partner') {
  async function call(method: InjectOptions['method'], url: string, { body, role = as, headers = {} }: Call = {}) {
    const answer = await app.inject({
      method: method ?? 'GET',
      url,
      headers: { authorization: `Bearer ${keys[role]}`, ...headers },
      ...(body !== undefined && { payload: body }),
    })
    return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json() }
  }

  async function open(externalId: string, subject = 'Exchange'): Promise<string> {
    const body = {
      program: 'fasttrack',
      partnerId: 'fabrikam',
      externalId,
      customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
      subject: { kind: 'workload', name: subject },
    }
    const answer = await call('POST', '/v1/engagements', { body })
    expect(answer.status).toBe(201)
    return answer.body.id
  }

  /** Reports a fact as of now, unless it says when. */
  async function report(id: string, fact: Readonly<Record<string, unknown>>) {
    const body = { at: new Date().toISOString(), eventId: randomUUID(), ...fact }
    return call('POST', `/v1/engagements/${id}/facts`, { body })
  }

  async function reachGates(id: string): Promise<void> {
    await report(id, { type: 'milestone', percent: 10 })
    await report(id, { type: 'payment', status: 'completed' })
  }

  async function name(id: string, contacts: readonly object[]) {
    return call('PUT', `/v1/engagements/${id}/contacts`, { body: contacts })
  }

  async function see(id: string) {
    return (await call('GET', `/v1/engagements/${id}`)).body
  }

  /** Waits until an engagement shows what is expected of it. */
  async function until(id: string, expected: Readonly<Record<string, unknown>>, timeout = 60_000) {
    await expect.poll(() => see(id), { timeout, interval: 50 }).toMatchObject(expected)
    return see(id)
  }

  async function mails(to: string): Promise<readonly Mail[]> {
    const answer = await mailbox.inject({ url: `/messages?to=${encodeURIComponent(to)}` })
    return answer.json()
  }

  /** Waits for a mail to an address whose subject contains some words. */
  async function mail(to: string, subject: string): Promise<Mail> {
    const find = async () => (await mails(to)).find((one) => one.subject.includes(subject))
    await expect.poll(find, { timeout: 60_000, interval: 50 }).toBeDefined()
    const found = await find()
    if (!found) throw new Error('the mail is gone')
    return found
  }

  /** The token of the survey that a mail links to. */
  function tokenIn(letter: Mail): string {
    return /\/s\/([\w.-]+)/.exec(letter.text)?.[1] ?? ''
  }

  async function answer(token: string, answers: Readonly<Record<string, unknown>>) {
    return call('POST', `/v1/surveys/${token}/responses`, { body: { answers } })
  }

  return { call, open, report, reachGates, name, see, until, mails, mail, tokenIn, answer }
}

type Call = {
  readonly body?: object | string
  readonly role?: Role
  readonly headers?: Readonly<Record<string, string>>
}

export type Mail = {
  readonly id: string
  readonly to: readonly string[]
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
  readonly createdAt: string
}
