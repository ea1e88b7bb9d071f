import type { Call } from './http.ts'

/** What a portal sends to open an engagement under a program. */
export function engagement(program: string, externalId: string): object {
  return {
    program,
    partnerId: 'fabrikam',
    externalId,
    customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
    subject: { kind: 'workload', name: 'Exchange' },
  }
}

/** Contacts with addresses of their own, told apart by what is given. */
export function contacts(of: string, count: number): readonly object[] {
  return Array.from({ length: count }, (_, i) => ({
    firstName: 'Ada',
    lastName: 'Byron',
    email: `ada.${of}.${i}@contoso.example`,
    country: 'DE',
    surveyEligible: 'yes',
    surveyLanguage: 'en-US',
    service: 'Exchange',
  }))
}

/** Opens an engagement. @returns its id */
export async function open(call: Call, program: string, externalId: string): Promise<string> {
  const { text } = await call('POST', '/v1/engagements', engagement(program, externalId))
  const answer: { readonly id: string } = JSON.parse(text)
  return answer.id
}

export async function nameContacts(call: Call, id: string, count: number): Promise<void> {
  const { text } = await call('PUT', `/v1/engagements/${id}/contacts`, contacts(id, count))
  const answer: { readonly accepted: number } = JSON.parse(text)
  if (answer.accepted !== count) throw new Error(`${answer.accepted} of ${count} contacts were accepted: ${text}`)
}

/** The two facts FastTrack waits for. */
export const gates = ['milestone', 'payment'] as const

export async function report(call: Call, id: string, type: (typeof gates)[number]): Promise<void> {
  const fact = { milestone: { percent: 10 }, payment: { status: 'completed' } }[type]
  await call('POST', `/v1/engagements/${id}/facts`, { type, ...fact, at: new Date().toISOString(), eventId: type })
}

/** What every contact answers. */
export const answer = { answers: { overall: 4, recommend: 9, comment: 'All went well.' } }
