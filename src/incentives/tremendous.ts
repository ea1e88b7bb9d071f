import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { type GiftToIssue, IncentiveError, type IncentiveProvider, type Issued } from './provider.ts'

export type TremendousAccount = {
  /** Starts with TEST_ for the sandbox, PROD_ for money. */
  readonly apiKey: string
  readonly baseUrl: string
  /** Which cards the recipient chooses from, as the campaign is set up at Tremendous. */
  readonly campaign: string
  readonly funding: string
  /** How long an answer may take, in milliseconds. */
  readonly patience?: number
}

const Ordered = Type.Object({
  order: Type.Object({
    id: Type.String(),
    status: Type.String(),
    payment: Type.Optional(Type.Object({ total: Type.Optional(Type.Number()) })),
  }),
})

/** Cards by Tremendous, which writes to the recipient. An order of the same `external_id` is answered like the first (201 in place of 200)
 *  and issues nothing.
 *  @source developers.tremendous.com/reference/create-order, /reference/error-handling, read 2026-11-27 */
export function createTremendous(account: TremendousAccount): IncentiveProvider {
  return {
    name: 'tremendous',
    async issue(gift) {
      const answer = await post(account, gift)
      if (!answer.ok) throw refusal(answer)
      return receipt(await answer.json().catch(() => undefined))
    },
  }
}

async function post({ apiKey, baseUrl, patience = 20_000, ...account }: TremendousAccount, gift: GiftToIssue) {
  return fetch(`${baseUrl}/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(orderOf(account, gift)),
    signal: AbortSignal.timeout(patience),
  }).catch((error: unknown) => {
    const { name } = error instanceof Error ? error : { name: 'Error' } // causes may quote what was sent
    throw new IncentiveError(`tremendous did not answer (${name})`, { isRefused: false })
  })
}

function orderOf(
  { campaign, funding }: Pick<TremendousAccount, 'campaign' | 'funding'>,
  { orderId, amount, currency, recipient }: GiftToIssue,
) {
  return {
    external_id: orderId,
    payment: { funding_source_id: funding },
    reward: {
      campaign_id: campaign,
      value: { denomination: amount, currency_code: currency },
      recipient: { name: recipient.name, email: recipient.address },
      delivery: { method: 'EMAIL' },
      language: recipient.language.slice(0, 2), // ISO 639-1 alone is taken
    },
  }
}

/** Too early, too many and broken may go away; no funds, a wrong key or an order that does not fit need a person. */
function refusal({ status, headers }: Response): IncentiveError {
  const isPassing = status >= 500 || [408, 409, 425, 429].includes(status)
  const retryAfter = Number(headers.get('retry-after')) || undefined
  return new IncentiveError(`tremendous answered ${status}`, { isRefused: !isPassing, retryAfter })
}

function receipt(body: unknown): Issued {
  if (!Value.Check(Ordered, body)) throw new IncentiveError('tremendous answered something else', { isRefused: false })
  const { id, status, payment }: Static<typeof Ordered>['order'] = body.order
  if (status === 'FAILED' || status === 'CANCELED')
    throw new IncentiveError(`tremendous has the order as ${status}`, { isRefused: true, deadOrder: id })
  return { providerId: id, ...(payment?.total !== undefined && { cost: payment.total }) }
}
