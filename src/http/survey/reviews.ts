import { Type } from 'typebox'
import { DomainError } from '../../domain/errors.ts'
import { programLanguage, programLanguages } from '../../domain/programTexts.ts'
import { openReviews } from '../accept/publicReviews.ts'
import type { App, HttpDependencies } from '../app.ts'
import { pageBrand } from './brand.ts'
import { languageOf, show, showUnknown } from './page.ts'
import { ReviewsPage } from './pages/index.ts'

const schema = {
  hide: true,
  params: Type.Object({ partnerId: Type.String(), program: Type.String() }),
  querystring: Type.Object({ lang: Type.Optional(Type.String()) }),
}

/** What the page may do: be shown within any other, and nothing else. */
const framed = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ['*'],
    },
  },
  frameguard: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
} as const

/** The published reviews of a partner as a page that may be embedded: no cookie, no script, no form.
 *  @source PC-06, PC-12 */
export function registerReviewPages(app: App, { db }: HttpDependencies): void {
  app.get('/r/:partnerId/:program', { schema, helmet: framed }, async (request, reply) => {
    const { partnerId, program: programId } = request.params
    try {
      const { partner, program, projects, reviews } = await openReviews(db, { partnerId, programId, limit: 20 })
      const language = programLanguage(program, languageOf(request))
      void reply.header('cache-control', 'public, max-age=60').header('vary', 'accept-language')
      const names = { partner: partner.name, wordmark: program.sender.name, brand: pageBrand(program) }
      return await show(
        reply,
        ReviewsPage({ language, languages: programLanguages(program), ...names, projects, reviews }),
      )
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'not-found') throw error
      return showUnknown(request, reply)
    }
  })
}
