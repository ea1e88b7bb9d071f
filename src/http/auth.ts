import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Db } from '../db/database.ts'
import { type EngagementRow, findEngagement } from '../db/engagements.ts'
import type { Caller, Role } from '../db/keys.ts'
import { DomainError } from '../domain/errors.ts'
import { readsSingles } from './visibility.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route with a key. A route without roles is open to everybody. */
    readonly roles?: readonly Role[]
  }
  interface FastifyRequest {
    caller: Caller | undefined
  }
}

/** Knows every caller by their key and refuses those whose role the route does not name. */
export function registerAuth(app: FastifyInstance): void {
  app.decorateRequest('caller', undefined)
  app.addHook('onRequest', async (request, reply) => {
    const { roles } = request.routeOptions.config
    if (!roles) return
    const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    request.caller = key === undefined ? undefined : await app.findCallerBy(key, request, reply)
    await app.countRequest(request, reply)
    if (!request.caller) throw new DomainError('key.missing', "send a valid key as 'Authorization: Bearer <key>'")
    const { role } = request.caller
    if (!roles.includes(role))
      throw new DomainError('role.not-allowed', `this takes a key of role ${roles.join(' or ')}; yours is ${role}`)
  })
}

/** The caller of a route that names roles. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new DomainError('key.missing', 'this route takes a key')
  return request.caller
}

/** The partners a caller may act for. */
export function scopeOf(caller: Caller): readonly string[] | 'all' {
  return caller.role === 'operator' || caller.role === 'owner' ? 'all' : caller.partnerIds
}

export function mayActFor(caller: Caller, partnerId: string): boolean {
  const scope = scopeOf(caller)
  return scope === 'all' || scope.includes(partnerId)
}

/** An engagement the caller may see. One of somebody else's, or of a program whose owner reads results alone, is not there. */
export async function visibleEngagement(
  db: Db,
  caller: Caller,
  id: string,
  find = findEngagement,
): Promise<EngagementRow> {
  const engagement = await find(db, id)
  const isSeen = engagement && mayActFor(caller, engagement.partner_id) && (await readsSingles(db, caller, engagement))
  if (!isSeen) throw new DomainError('not-found', `there is no engagement '${id}' for this key`)
  return engagement
}
