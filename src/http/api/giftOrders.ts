import { Type } from 'typebox'
import { giftOrderStates } from '../../db/giftOrders.ts'
import { giftOrderView } from '../accept/giftOrder.ts'
import { idempotently } from '../accept/idempotently.ts'
import { giftEnds, settleGift } from '../accept/settleGift.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { closed, Id, IdempotencyHeaders, Instant, OrNull, problemResponses } from './shapes.ts'

const GiftOrder = Type.Object({
  id: Type.String({ description: 'Known to the provider, too: external_id at Tremendous' }),
  program: Type.Object({ id: Type.String(), version: Type.Integer() }),
  amount: Type.Number(),
  currency: Type.String(),
  state: Type.Enum(giftOrderStates),
  reason: OrNull(Type.String({ description: 'Why it failed' })),
  provider: OrNull(Type.String()),
  providerId: OrNull(Type.String()),
  cost: OrNull(Type.Number({ description: 'In US dollars with fees' })),
  chosenAt: Instant,
  settledAt: OrNull(Instant),
  recipient: OrNull(
    Type.Object(
      { name: Type.String(), email: Type.String(), language: Type.String() },
      { description: 'While a person has to send it or to see why it failed' },
    ),
  ),
})

/** Gifts that a person has to send or to look after: tasks of the operator are about them.
 *  @source FT-11 */
export function registerGiftOrders(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  const roles = rights['send gifts']
  const params = Type.Object({ id: Id })
  const tags = ['operation']

  app.get(
    '/v1/gifts/:id',
    {
      config: { roles },
      schema: { tags, summary: 'A gift that was chosen', params, response: { 200: GiftOrder, ...problemResponses } },
    },
    async (request) => giftOrderView(db, request.params.id),
  )

  app.post(
    '/v1/gifts/:id/resolve',
    {
      config: { roles },
      schema: {
        tags,
        summary: 'Say that a gift was sent, have it ordered again, or drop it',
        params,
        headers: IdempotencyHeaders,
        body: Type.Object({ as: Type.Enum(giftEnds) }, closed),
        response: { 200: Type.Object({}), ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        await settleGift(tx, callerOf(request), { id: request.params.id, as: request.body.as })
        return { status: 200, body: {} }
      }),
  )
}
