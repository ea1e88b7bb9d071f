import formbody from '@fastify/formbody'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { App, HttpDependencies } from '../app.ts'
import { script } from './assets.ts'
import { forGood, registerBrand } from './brand.ts'
import { registerConfirmation } from './confirm.ts'
import { registerErrorPage } from './errorPage.ts'
import { registerSurveyForm } from './form.ts'
import { registerGift } from './gift.ts'
import { showUnknown } from './page.ts'
import { registerReportStop } from './reportStop.ts'
import { registerReview } from './review.ts'
import { registerReviewPages } from './reviews.ts'
import { sendSmall } from './small.ts'
import { registerVisit } from './visit.ts'
import { registerWithdrawal } from './withdrawal.ts'

/** The longest answers there are, each character written as nine, with room to spare. In bytes. */
const bodyLimit = 512 * 1024

/** The pages customers see: plain forms that work without a script. Opening one never changes anything. */
export async function registerSurvey(app: App, dependencies: HttpDependencies): Promise<void> {
  app.removeContentTypeParser('application/json')
  await app.register(formbody, { bodyLimit })
  const schema = { hide: true, querystring: Type.Object({ v: Type.Optional(Type.String()) }) }
  app.get(script.path, { schema }, async (request, reply) => {
    // While releases change, one may be asked for what another has.
    if (request.query.v === script.hash) void reply.headers(forGood)
    return sendSmall(reply.type('text/javascript; charset=utf-8'), script.body, script.zipped)
  })
  app.get('/favicon.ico', { schema: { hide: true }, logLevel: 'warn' }, async (_request, reply) =>
    reply.code(204).header('cache-control', 'public, max-age=86400').send(),
  )
  registerBrand(app, dependencies)
  registerErrorPage(app)
  registerSurveyForm(app, dependencies)
  registerConfirmation(app, dependencies)
  registerGift(app, dependencies)
  registerVisit(app, dependencies)
  await app.register(async (scope) => {
    const ways = scope.withTypeProvider<TypeBoxTypeProvider>()
    await registerWithdrawal(ways, dependencies)
    registerReportStop(ways, dependencies)
  })
  registerReview(app, dependencies)
  registerReviewPages(app, dependencies)
  for (const prefix of ['/s', '/p']) {
    await app.register(
      async (links) => {
        links.setNotFoundHandler((request, reply) => showUnknown(request, reply))
      },
      { prefix },
    )
  }
}
