import type { Db } from '../../db/database.ts'
import { optedOut } from '../../db/optOuts.ts'
import { settleOptedOut } from '../../db/unwanted.ts'
import type { OpenedInvitation } from '../accept/invitation.ts'
import { withdraw } from '../accept/respond.ts'
import type { App, HttpDependencies } from '../app.ts'
import { scripted } from '../headers.ts'
import { fieldsOf, goOn, openPage, pageSchema as schema, show } from './page.ts'
import { DeclinedPage, DeclinePage, OptedOutPage, OptOutPage } from './pages/index.ts'

/** What mail programs post, as form or multipart. They must not be sent on to another page. */
const oneClick = 'List-Unsubscribe'

const ways = {
  decline: { how: 'declined', ask: DeclinePage, done: DeclinedPage, isDone: isClosed },
  'opt-out': { how: 'opted-out', ask: OptOutPage, done: OptedOutPage, isDone: hasOptedOut },
} as const

/** Two ways out, each asked by GET and done by POST: not this survey, or no more email at all. Mail programs post the second
 *  one by themselves when the reader unsubscribes.
 *  @source MX-06, MX-07 (RFC 8058) */
export async function registerWithdrawal(app: App, dependencies: HttpDependencies): Promise<void> {
  app.addContentTypeParser('multipart/form-data', { parseAs: 'string' }, async (_request: unknown, body: string) =>
    body.includes(`name="${oneClick}"`) ? { [oneClick]: 'One-Click' } : {},
  )

  for (const way of ['decline', 'opt-out'] as const) {
    const { how, ask, done, isDone } = ways[way]

    app.get(`/s/:token/${way}`, { schema, helmet: scripted }, async (request, reply) => {
      const found = await openPage(dependencies, request, reply)
      if (!found) return reply
      const survey = `/s/${request.params.token}`
      const isOver = request.query.done !== undefined && (await isDone(dependencies.db, found.opened))
      return show(
        reply,
        isOver ? done(found.page) : ask({ ...found.page, action: `${survey}/${way}`, backUrl: survey }),
      )
    })

    app.post(`/s/:token/${way}`, { schema, helmet: scripted }, async (request, reply) => {
      const found = await openPage(dependencies, request, reply)
      if (!found) return reply
      const { db } = dependencies
      await db.transaction().execute((tx) => withdraw(tx, found.opened, how))
      if (how === 'opted-out') await settleOptedOut(db, { person: found.opened.contact.address_hash })
      if (fieldsOf(request.body)[oneClick] !== undefined) return show(reply, done(found.page))
      return goOn(request, reply, `/s/${request.params.token}/${way}`, { done: '1' })
    })
  }
}

async function isClosed(_db: Db, { invitation }: OpenedInvitation): Promise<boolean> {
  return invitation.settled_at !== null && invitation.status !== 'answered'
}

async function hasOptedOut(db: Db, { contact }: OpenedInvitation): Promise<boolean> {
  return (await optedOut(db, [contact.email])).size > 0
}
