import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { bulk } from './bulk.ts'
import type { Chance } from './chance.ts'
import { type Answer, caller, path } from './http.ts'
import type { Promises } from './promises.ts'

const Opened = Type.Object({ id: Type.String() })
const Received = Type.Object({ status: Type.String() })
const Reading = Type.Object({ accepted: Type.Integer(), rejected: Type.Array(Type.Unknown()) })
const Problem = Type.Object({ type: Type.String() })
const Seen = Type.Object({ stage: Type.String() })

export type Fact = { readonly eventId: string; readonly [field: string]: unknown }

/** Someone to be asked. */
export type Person = { readonly email: string; readonly surveyEligible: 'yes' | 'no' }

type Reach = {
  readonly api: string
  readonly key: string
  readonly operatorKey: string
  readonly partnerId: string
  readonly chance: Chance
  readonly promises: Promises
  readonly stop: AbortSignal
}

export type Portal = ReturnType<typeof portal>

/** The portal of one partner. It keeps what it was promised and never gives up on a request before that. */
export function portal({ api, key, operatorKey, partnerId, chance, promises, stop }: Reach) {
  const { call, write } = caller({ chance, promises, stop })
  const facts = `${api}/v1/facts`
  let keys = 0
  const nextKey = () => `${partnerId}-${(keys += 1)}`
  const { report: reportInBulk } = bulk((body) => call({ method: 'POST', url: facts, key, body }))

  /** @returns the engagement's id */
  async function open(externalId: string): Promise<string> {
    const customer = { id: `customer-${externalId}`, name: `Customer ${externalId}`, country: 'DE' }
    const body = { program: 'fasttrack', partnerId, externalId, customer, subject }
    const request = { method: 'POST', url: `${api}/v1/engagements`, key, body } as const
    const answer = await write(request, (a, b) => idIn(a) === idIn(b))
    const id = idIn(answer)
    promises.opened.set(externalId, id)
    return id
  }

  async function report(engagementId: string, fact: Fact): Promise<void> {
    const url = `${api}/v1/engagements/${engagementId}/facts`
    const isBulk = chance.is(0.4)
    const answer = isBulk
      ? { status: 200, text: JSON.stringify({ status: await reportInBulk({ ...fact, engagementId }) }) }
      : await write({ method: 'POST', url, key, body: fact }, (_, again) => statusIn(again) === 'repeated')
    if (['recorded', 'repeated', 'after-close'].includes(statusIn(answer))) {
      promises.facts.push({ engagementId, eventId: fact.eventId })
    } else unexpected(isBulk ? facts : url, answer)
  }

  /** @returns whether they were taken; not when the engagement is closed */
  async function name(engagementId: string, people: readonly Person[]): Promise<boolean> {
    const body = people.map((person) => ({ ...usual, ...person }))
    const url = `${api}/v1/engagements/${engagementId}/contacts`
    const answer = await write({ method: 'PUT', url, key, body, idempotencyKey: nextKey() })
    if (answer.status !== 200) return refused(url, answer, 'engagement.closed')
    const { accepted, rejected } = Value.Parse(Reading, JSON.parse(answer.text))
    if (accepted !== people.length || rejected.length > 0) unexpected(url, answer)
    promises.contacts.push(...people.map(({ email }) => ({ engagementId, email })))
    return true
  }

  /** @returns whether it was accepted; not when the engagement stands somewhere else by then */
  async function steer(engagementId: string, step: 'terminate' | 'resend' | 'reopen'): Promise<boolean> {
    const url = `${api}/v1/engagements/${engagementId}/${step}`
    const by = step === 'reopen' ? operatorKey : key
    const answer = await write({ method: 'POST', url, key: by, idempotencyKey: nextKey() })
    if (answer.status !== 202) return refused(url, answer, 'engagement.closed', 'engagement.nothing-to-resend')
    promises.steps.push({ engagementId, what: steps[step] })
    return true
  }

  async function stage(engagementId: string): Promise<string> {
    const answer = await call({ method: 'GET', url: `${api}/v1/engagements/${engagementId}`, key })
    return Value.Parse(Seen, JSON.parse(answer.text)).stage
  }

  /** @returns false, and remembers why; what no client expects is remembered as broken */
  function refused(url: string, answer: Answer, ...expected: readonly string[]): false {
    const code = codeOf(answer)
    if (expected.includes(code)) promises.refuse(code)
    else unexpected(url, answer)
    return false
  }

  function unexpected(url: string, { status, text }: Answer): void {
    promises.broken.push(`${path(url)} was answered ${status} ${text.slice(0, 300)}`)
  }

  return { partnerId, open, report, name, steer, stage, call, write, refused }
}

const subject = { kind: 'workload', name: 'Exchange' } as const
const usual = {
  firstName: 'Kim',
  lastName: 'Doe',
  country: 'DE',
  surveyLanguage: 'en-US',
  service: 'Exchange',
} as const
/** As the audit trail names them. */
const steps = { terminate: 'terminated', resend: 'resent', reopen: 'reopened' } as const

function idIn({ text }: Answer): string {
  return Value.Parse(Opened, JSON.parse(text)).id
}

function statusIn({ text }: Answer): string {
  const answer: unknown = JSON.parse(text)
  return Value.Check(Received, answer) ? answer.status : ''
}

function codeOf({ status, text }: Answer): string {
  try {
    return Value.Parse(Problem, JSON.parse(text)).type.replace('urn:plaudit:problem:', '')
  } catch {
    return String(status)
  }
}
