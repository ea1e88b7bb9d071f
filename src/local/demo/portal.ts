import { setTimeout as pause } from 'node:timers/promises'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { Engagement } from '../../http/api/shapes.ts'
import { Standing } from '../../http/api/standingShapes.ts'

const Opened = Type.Object({ id: Type.String() })
const Mail = Type.Object({ to: Type.Array(Type.String()), subject: Type.String(), text: Type.String() })
const Mails = Type.Array(Mail)

export type EngagementSeen = Static<typeof Engagement>
export type Mail = Static<typeof Mail>

/** Where a running Plaudit is reached, and with which key. */
export type Reach = { readonly api: string; readonly mailbox: string; readonly key: string; readonly partner: string }

/** What a partner's portal reports; the same `eventId` again is no new fact. */
export type Report =
  | { readonly type: 'milestone'; readonly percent: number; readonly eventId: string }
  | { readonly type: 'payment'; readonly status: 'completed' | 'reversed'; readonly eventId: string }
  | { readonly type: 'completed'; readonly eventId: string }

/** What an engagement is about. */
export type Subject = { readonly kind: string; readonly name: string; readonly delivery?: string }

export type StandingSeen = Static<typeof Standing>

export type Portal = ReturnType<typeof portal>
export type Call = Portal['call']

/** What a partner's portal and the customers do, over real HTTP: the API, the mailbox and the survey page. */
export function portal({ api, mailbox, key, partner }: Reach) {
  async function call(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${api}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`)
    return JSON.parse(text)
  }

  /** @returns the engagement's id */
  async function open(engagement: {
    program: string
    externalId: string
    customer: string
    subject: Subject
  }): Promise<string> {
    const { program, externalId, customer, subject } = engagement
    const opened = await call('POST', '/v1/engagements', {
      program,
      partnerId: partner,
      externalId,
      customer: { id: customer.toLowerCase().replaceAll(' ', '-'), name: customer, country: 'DE' },
      subject,
    })
    return Value.Parse(Opened, opened).id
  }

  async function report(id: string, fact: Report): Promise<void> {
    await call('POST', `/v1/engagements/${id}/facts`, { ...fact, at: new Date().toISOString() })
  }

  async function name(id: string, contacts: readonly object[]): Promise<void> {
    await call('PUT', `/v1/engagements/${id}/contacts`, contacts)
  }

  async function terminate(id: string): Promise<void> {
    await call('POST', `/v1/engagements/${id}/terminate`)
  }

  async function see(id: string): Promise<EngagementSeen> {
    return Value.Parse(Engagement, await call('GET', `/v1/engagements/${id}`))
  }

  /** Every mail, or those to one address, the newest first. */
  async function mails(to?: string): Promise<readonly Mail[]> {
    const answer = await fetch(`${mailbox}/messages?${new URLSearchParams(to ? { to } : {}).toString()}`)
    return Value.Parse(Mails, await answer.json())
  }

  /** Waits for a mail with a survey in it. @returns the personal link */
  async function surveyFor(address: string): Promise<string> {
    for (;;) {
      const texts = (await mails(address)).map((mail) => /\S+\/s\/[\w.-]+/.exec(mail.text)?.[0])
      const link = texts.find((text) => text !== undefined)
      if (link) return link
      await pause(100)
    }
  }

  /** Answers on a page of the portal's own, through the API. */
  async function answer(
    link: string,
    answers: Readonly<Record<string, number | string | null>>,
    how: { readonly anonymous?: true } = {},
  ): Promise<void> {
    await call('POST', `/v1/surveys/${link.split('/s/')[1] ?? ''}/responses`, { answers, ...how })
  }

  /** Says when the partner's membership of a program renews. */
  async function joins(program: string, renewsOn: string): Promise<void> {
    await call('PUT', `/v1/partners/${partner}/memberships/${program}`, { renewsOn })
  }

  async function tellFigures(program: string, figures: Readonly<Record<string, number>>): Promise<void> {
    await call('PUT', `/v1/partners/${partner}/figures/${program}`, { figures })
  }

  async function standing(program: string): Promise<StandingSeen> {
    return Value.Parse(Standing, await call('GET', `/v1/partners/${partner}/standings/${program}`))
  }

  return { call, open, report, name, terminate, see, mails, surveyFor, answer, joins, tellFigures, standing }
}

/** Who is faster than a second is taken for a machine, and the answers are set aside. */
const readingTime = 1_200

/** Fills in the survey page as a person does in a browser without scripts. */
export async function fillIn(link: string, answers: Readonly<Record<string, string>>): Promise<void> {
  const page = await (await fetch(link)).text()
  const hidden = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]))
  await pause(readingTime)
  const answer = await fetch(link, { method: 'POST', body: new URLSearchParams({ ...fields, ...answers }) })
  if (!answer.url.includes('thanks=')) throw new Error(`the survey page did not take the answers (${answer.status})`)
}
