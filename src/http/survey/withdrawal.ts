import { withdraw } from '../accept/respond.ts'
import type { App, HttpDependencies } from '../app.ts'
import { goOn, openPage, pageSchema as schema, show } from './page.ts'
import { DeclinedPage, DeclinePage, OptedOutPage, OptOutPage } from './pages/index.ts'

const ways = {
  decline: { how: 'declined', ask: DeclinePage, done: DeclinedPage },
  'opt-out': { how: 'opted-out', ask: OptOutPage, done: OptedOutPage },
} as const

/** Two ways out, each asked by GET and done by POST: not this survey, or no more email at all. Mail programs post the second
 *  one by themselves when the reader unsubscribes.
 *  @source MX-06, MX-07 (RFC 8058) */
export function registerWithdrawal(app: App, dependencies: HttpDependencies): void {
  for (const way of ['decline', 'opt-out'] as const) {
    const { how, ask, done } = ways[way]

    app.get(`/s/:token/${way}`, { schema }, async (request, reply) => {
      const found = await openPage(dependencies, request, reply)
      if (!found) return reply
      const survey = `/s/${request.params.token}`
      return show(
        reply,
        request.query.done ? done(found.page) : ask({ ...found.page, action: `${survey}/${way}`, backUrl: survey }),
      )
    })

    app.post(`/s/:token/${way}`, { schema }, async (request, reply) => {
      const found = await openPage(dependencies, request, reply)
      if (!found) return reply
      await dependencies.db.transaction().execute((tx) => withdraw(tx, found.opened, how))
      return goOn(request, reply, `/s/${request.params.token}/${way}`, { done: '1' })
    })
  }
}
