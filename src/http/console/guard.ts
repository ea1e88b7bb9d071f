import type { FastifyRequest } from 'fastify'
import { type Caller, findCallerById, type Role } from '../../db/keys.ts'
import { DomainError } from '../../domain/errors.ts'
import type { App, HttpDependencies } from '../app.ts'
import { readSession } from './session.ts'

/** Refuses forms that another site sends in the name of somebody who is signed in. Browsers that do not say where a form comes
 *  from are held back by the cookie's SameSite. */
export function refuseOtherSites(app: App): void {
  app.addHook('onRequest', async (request) => {
    const from = request.headers['sec-fetch-site']
    if (request.method !== 'POST' || from === undefined || from === 'same-origin' || from === 'none') return
    throw new DomainError('role.not-allowed', 'This form was sent from another site. Open the console and try again.')
  })
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

/** A form cannot be opened as a page: who was about to send one comes back to the engagement it is about. */
function comeBack({ method, url }: FastifyRequest): string {
  if (method !== 'POST') return url
  return /^\/console\/engagements\/[^/?]+/.exec(url)?.[0] ?? '/console'
}
