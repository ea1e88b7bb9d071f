import { Type } from 'typebox'
import type { App, HttpDependencies } from '../app.ts'
import { fieldsOf, show } from '../survey/page.ts'
import { localPage } from './next.ts'
import { SignInPage } from './pages/SignInPage.tsx'
import { endSession, startSession } from './session.ts'

const schema = { hide: true, querystring: Type.Object({ next: Type.Optional(Type.String()) }) }

/** Signing in with an API key, and out again. */
export function registerSignIn(app: App, { config }: Pick<HttpDependencies, 'config'>): void {
  app.get('/sign-in', { schema }, async ({ query }, reply) => show(reply, SignInPage({ next: localPage(query.next) })))

  app.post('/sign-in', { schema: { hide: true }, bodyLimit: 16 * 1024 }, async (request, reply) => {
    const { key: pasted = '', next: wanted } = fieldsOf(request.body)
    const next = localPage(wanted)
    const key = pasted.trim()
    const caller = key === '' ? undefined : await app.findCallerBy(key, request, reply)
    if (!caller) {
      const error = key === '' ? 'Paste your key here.' : 'This key is not valid. Check that all of it was pasted.'
      return show(reply.code(401), SignInPage({ next, error }))
    }
    return reply.header('set-cookie', startSession(config, caller.id, new Date())).redirect(next, 303)
  })

  app.post('/sign-out', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('set-cookie', endSession(config)).redirect('/console/sign-in', 303),
  )
}
