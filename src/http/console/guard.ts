import type { FastifyRequest } from 'fastify'
import { type Caller, findCallerById, type Role } from '../../db/keys.ts'
import { DomainError } from '../../domain/errors.ts'
import type { App, HttpDependencies } from '../app.ts'
import { readSession } from './session.ts'

/** Refuses forms that another site sends in the name of somebody who is signed in, or to sign them in as somebody else. Browsers say where a
 *  form comes from; the cookie's SameSite holds back those that say nothing. */
export function refuseOtherSites(app: App, { PUBLIC_URL }: HttpDependencies['config']): void {
  app.addHook('onRequest', async (request) => {
    if (request.method !== 'POST' || isOurs(request, PUBLIC_URL)) return
    throw new DomainError('role.not-allowed', 'This form was sent from another site. Open the console and try again.')
  })
}

/** Where no browser says what kind of site it is, the origin tells. Pages without a referrer have the origin 'null'. */
function isOurs({ headers, host }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  if (origin === undefined || origin === 'null') return true
  return origin === new URL(publicUrl).origin || origin === `http://${host}` || origin === `https://${host}`
}

/** Sends everybody who is not signed in to sign in first, and back after that. */
export function requireSession(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  app.addHook('onRequest', async (request, reply) => {
    const keyId = readSession(config.SURVEY_SECRET, request.headers.cookie, new Date())
    const caller = keyId && (await findCallerById(db, keyId))
    if (!caller)
      return reply.redirect(`/console/sign-in?${new URLSearchParams({ next: comeBack(request) }).toString()}`, 303)
    request.caller = caller
  })
}

export function refuseOthers(caller: Caller, roles: readonly Role[]): void {
  if (roles.includes(caller.role)) return
  throw new DomainError('role.not-allowed', `This takes a key of role ${roles.join(' or ')}; yours is ${caller.role}.`)
}

/** A form cannot be opened as a page: who was about to send one comes back to what it is about. */
function comeBack({ method, url }: FastifyRequest): string {
  if (method !== 'POST') return url
  return /^\/console\/(?:engagements|referrals|new)\/[^/?]+/.exec(url)?.[0] ?? '/console'
}
