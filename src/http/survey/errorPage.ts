import type { FastifyError } from 'fastify'
import type { DomainError } from '../../domain/errors.ts'
import { languages } from '../../locales/languages.ts'
import type { App } from '../app.ts'
import { problemOf } from '../errors.ts'
import { languageOf, show } from './page.ts'
import { BusyPage, ErrorPage } from './pages/index.ts'

/** Whatever goes wrong while a customer looks at a page, they get a page, not problem details. */
export function registerErrorPage(app: App): void {
  app.setErrorHandler<FastifyError | DomainError>((error, request, reply) => {
    const { status } = problemOf(error)
    if (status >= 500) request.log.error({ err: error }, 'page failed')
    const page = status === 429 ? BusyPage : ErrorPage
    const retryUrl = request.url
    return show(reply.code(status), page({ language: languageOf(request), languages, retryUrl }))
  })
}
