import { Type } from 'typebox'
import { DomainError } from '../../domain/errors.ts'
import { giftOrderView } from '../accept/giftOrder.ts'
import { giftEnds, settleGift } from '../accept/settleGift.ts'
import { Id } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { fieldsOf, show } from '../survey/page.ts'
import { refuseOthers } from './guard.ts'
import { GiftPage } from './pages/GiftPage.tsx'
import { taskCountOf } from './tasks.ts'

/** The page about a gift that the operator has to send or to look after. */
export function registerGiftPages(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  const schema = { hide: true, params: Type.Object({ id: Id }) }

  app.get('/gifts/:id', { schema }, async (request, reply) => {
    const caller = callerOf(request)
    refuseOthers(caller, rights['send gifts'])
    const gift = await giftOrderView(db, request.params.id)
    return show(reply, GiftPage({ gift, tasks: await taskCountOf(db, caller) }))
  })

  app.post('/gifts/:id', { schema, bodyLimit: 16 * 1024 }, async (request, reply) => {
    const caller = callerOf(request)
    refuseOthers(caller, rights['send gifts'])
    const { id } = request.params
    const as = giftEnds.find((end) => end === fieldsOf(request.body)['as'])
    if (!as) throw new DomainError('request.invalid', 'Say what became of the gift.')
    await db.transaction().execute((tx) => settleGift(tx, caller, { id, as }))
    return reply.redirect(`/console/gifts/${id}`, 303)
  })
}
