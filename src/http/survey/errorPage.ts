import type { FastifyError } from 'fastify'
import type { DomainError } from '../../domain/errors.ts'
import { completeLanguages } from '../../locales/index.ts'
import type { App } from '../app.ts'
import { problemOf } from '../errors.ts'
import { chosen, preferred, show } from './page.ts'
import { ErrorPage } from './pages/index.ts'

/** Whatever goes wrong while a customer looks at a page, they get a page, not problem details. */
export function registerErrorPage(app: App): void {
  app.setErrorHandler<FastifyError | DomainError>((error, request, reply) => {
    const { status } = problemOf(error)
    if (status >= 500) request.log.error({ err: error }, 'page failed')
    const language = chosen(request) ?? preferred(request.headers['accept-language']) ?? 'en-US'
    return show(reply.code(status), ErrorPage({ language, languages: completeLanguages, retryUrl: request.url }))
  })
}
