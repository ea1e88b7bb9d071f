import { Type } from 'typebox'
import type { Db } from '../../../db/database.ts'
import type { Caller } from '../../../db/keys.ts'
import { findOffer } from '../../../db/referral/offers.ts'
import { DomainError } from '../../../domain/errors.ts'
import { declineReasons } from '../../../domain/referral/vocabulary.ts'
import { idempotently } from '../../accept/idempotently.ts'
import { decideOffer } from '../../accept/offers.ts'
import type { App, HttpDependencies } from '../../app.ts'
import { callerOf, mayActFor } from '../../auth.ts'
import { rights } from '../../rights.ts'
import { closed, Id, IdempotencyHeaders, problemResponses } from '../shapes.ts'
import { offerView } from './view.ts'

const tags = ['referrals']
const params = Type.Object({ id: Id })
const headers = IdempotencyHeaders
const config = { roles: rights['answer offers'] }
const response = { 200: Type.Ref('Offer'), ...problemResponses }

/** A partner's answers. The first one counts; whoever comes later is told what came of the offer. */
export function registerOffers(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.post(
    '/v1/offers/:id/accept',
    { config, schema: { tags, summary: 'Take a referral, or the share of one', params, headers, response } },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const { id } = request.params
        const caller = await ownOffer(tx, callerOf(request), id)
        return { status: 200, body: offerView(await decideOffer(tx, caller.id, id, { state: 'accepted' })) }
      }),
  )

  app.post(
    '/v1/offers/:id/decline',
    {
      config,
      schema: {
        tags,
        summary: 'Decline a referral: the next partner is asked at once',
        params,
        headers,
        body: Type.Object({ reason: Type.Enum(declineReasons) }, closed),
        response,
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const { id } = request.params
        const caller = await ownOffer(tx, callerOf(request), id)
        const { reason } = request.body
        return { status: 200, body: offerView(await decideOffer(tx, caller.id, id, { state: 'declined', reason })) }
      }),
  )
}

async function ownOffer(db: Db, caller: Caller, id: string): Promise<Caller> {
  const offer = await findOffer(db, id)
  if (!offer?.partner_id || !mayActFor(caller, offer.partner_id))
    throw new DomainError('not-found', `there is no offer '${id}' for this key`)
  return caller
}
