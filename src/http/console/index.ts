import { readFile } from 'node:fs/promises'
import formbody from '@fastify/formbody'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { App, HttpDependencies } from '../app.ts'
import { registerActions } from './actions.ts'
import { registerAnnouncementPage } from './announcement.ts'
import { registerBringingIn } from './bringingIn.ts'
import { registerCompleting } from './completing.ts'
import { registerEngagement } from './engagement.ts'
import { registerErrorPages } from './errorPages.ts'
import { registerEvidencePages } from './evidence.ts'
import { registerGiftOverview } from './giftOverview.ts'
import { registerGiftPages } from './gifts.ts'
import { refuseOtherSites, requireSession } from './guard.ts'
import { registerJudging } from './judging.ts'
import { registerList } from './list.ts'
import { registerNaming } from './naming.ts'
import { registerParticipationPage } from './participation.ts'
import { registerReferralPages } from './referrals.ts'
import { registerResultPages } from './results.ts'
import { registerSignIn } from './signIn.ts'
import { registerStandingPage } from './standing.ts'
import { registerTaskPages } from './tasks.ts'

/** The pages where partners, success managers, owner and operator look at engagements. What a key may see and do here is what it
 *  may over the API; opening a page never changes anything. */
export async function registerConsole(app: App, dependencies: HttpDependencies): Promise<void> {
  const sheets = ['console.css', 'charts.css'].map((name) => readFile(new URL(name, import.meta.url), 'utf8'))
  const css = (await Promise.all(sheets)).join('\n')
  app.get('/assets/console.css', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/css').header('cache-control', 'public, max-age=3600').send(css),
  )
  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/console', 303))
  await app.register((pages) => registerPages(pages.withTypeProvider<TypeBoxTypeProvider>(), dependencies), {
    prefix: '/console',
  })
}

async function registerPages(app: App, dependencies: HttpDependencies): Promise<void> {
  await app.register(formbody)
  refuseOtherSites(app, dependencies.config)
  registerErrorPages(app)
  registerSignIn(app, dependencies)
  await app.register(async (pages) => {
    const signedIn = pages.withTypeProvider<TypeBoxTypeProvider>()
    requireSession(signedIn, dependencies)
    registerList(signedIn, dependencies)
    registerEngagement(signedIn, dependencies)
    registerActions(signedIn, dependencies)
    registerJudging(signedIn, dependencies)
    registerBringingIn(signedIn, dependencies)
    registerCompleting(signedIn, dependencies)
    registerNaming(signedIn, dependencies)
    registerAnnouncementPage(signedIn, dependencies)
    registerTaskPages(signedIn, dependencies)
    registerEvidencePages(signedIn, dependencies)
    registerGiftPages(signedIn, dependencies)
    registerGiftOverview(signedIn, dependencies)
    registerReferralPages(signedIn, dependencies)
    registerParticipationPage(signedIn, dependencies)
    registerResultPages(signedIn, dependencies)
    registerStandingPage(signedIn, dependencies)
  })
}
