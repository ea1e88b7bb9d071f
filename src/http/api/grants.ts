import { Type } from 'typebox'
import { record } from '../../db/audit.ts'
import { addGrant, grantsOf, removeGrant } from '../../db/grants.ts'
import { type Caller, isKeyOf } from '../../db/keys.ts'
import { findPartner } from '../../db/partners.ts'
import { DomainError } from '../../domain/errors.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor } from '../auth.ts'
import { rights } from '../rights.ts'
import { Id, Instant, problemResponses } from './shapes.ts'

const Grant = Type.Object({ keyId: Type.String(), grantedBy: Type.String(), grantedAt: Instant })
const params = Type.Object({ id: Id, keyId: Id })
const config = { roles: rights['grant to delegates'] }
const tags = ['partners']

/** Who else may act for a partner: delegates it granted that to, at once and until it takes it back.
 *  @source PV-03 */
export function registerGrants(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  async function ownPartner(caller: Caller, id: string): Promise<void> {
    if (mayActFor(caller, id) && (await findPartner(db, id))) return
    throw new DomainError('not-found', `there is no partner '${id}' for this key`)
  }

  app.get(
    '/v1/partners/:id/grants',
    {
      config,
      schema: {
        tags,
        summary: 'The delegates who may act for a partner',
        params: Type.Object({ id: Id }),
        response: { 200: Type.Object({ grants: Type.Array(Grant) }), ...problemResponses },
      },
    },
    async (request) => {
      await ownPartner(callerOf(request), request.params.id)
      const grants = await grantsOf(db, request.params.id)
      return { grants: grants.map((grant) => ({ ...grant, grantedAt: grant.grantedAt.toISOString() })) }
    },
  )

  app.put(
    '/v1/partners/:id/grants/:keyId',
    {
      config,
      schema: {
        tags,
        summary: 'Have a delegate act for a partner and all that belongs to it; from the next request on',
        params,
        response: { 200: Type.Object({}), 201: Type.Object({}), ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { id: partnerId, keyId } = request.params
      await ownPartner(caller, partnerId)
      if (!(await isKeyOf(db, { id: keyId, role: 'delegate' })))
        throw new DomainError('not-found', `there is no key '${keyId}' of a delegate`)
      const isNew = await db.transaction().execute(async (tx) => {
        const added = await addGrant(tx, { partnerId, keyId, grantedBy: caller.id })
        if (added)
          await record(tx, { actor: caller.id, what: 'grant.given', about: { partner: partnerId, key: keyId } })
        return added
      })
      return reply.code(isNew ? 201 : 200).send({})
    },
  )

  app.delete(
    '/v1/partners/:id/grants/:keyId',
    {
      config,
      schema: {
        tags,
        summary: 'Have a delegate act for a partner no longer; from the next request on',
        params,
        response: { 200: Type.Object({}), ...problemResponses },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { id: partnerId, keyId } = request.params
      await ownPartner(caller, partnerId)
      await db.transaction().execute(async (tx) => {
        if (await removeGrant(tx, { partnerId, keyId }))
          await record(tx, { actor: caller.id, what: 'grant.taken-back', about: { partner: partnerId, key: keyId } })
      })
      return {}
    },
  )
}
