import { DomainError } from '../../domain/errors.ts'
import { chooseGift, giftFor } from '../accept/gift.ts'
import type { App, HttpDependencies } from '../app.ts'
import { fieldsOf, goOn, openPage, pageSchema as schema, show } from './page.ts'
import { GiftPage } from './pages/index.ts'

/** The gift of who answered: shown by GET, chosen by POST. Who did not answer, or is offered none, is taken to the survey.
 *  @source FT-11 */
export function registerGift(app: App, dependencies: HttpDependencies): void {
  const { db } = dependencies

  app.get('/s/:token/gift', { schema }, async (request, reply) => {
    const found = await openPage(dependencies, request, reply)
    if (!found) return reply
    const { opened, page } = found
    const offered = opened.state === 'answered' ? await giftFor(db, opened) : undefined
    if (!offered) return goOn(request, reply, `/s/${request.params.token}`, {})
    return show(reply, GiftPage({ ...page, ...offered, action: `/s/${request.params.token}/gift` }))
  })

  app.post('/s/:token/gift', { schema }, async (request, reply) => {
    const found = await openPage(dependencies, request, reply)
    if (!found) return reply
    const { opened, page } = found
    const action = `/s/${request.params.token}/gift`
    const attested = fieldsOf(request.body)['attested'] === 'yes'
    try {
      await db.transaction().execute((tx) => chooseGift(tx, opened, { attested }))
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const offered = error.code === 'gift.unattested' ? await giftFor(db, opened) : undefined
      if (offered) return show(reply.code(422), GiftPage({ ...page, ...offered, action, isUnattested: true }))
    }
    return goOn(request, reply, action, {}) // which shows what became of it
  })
}
