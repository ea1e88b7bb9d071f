import type { FastifyError } from 'fastify'
import type { DomainError } from '../../domain/errors.ts'
import type { App } from '../app.ts'
import { problemOf } from '../errors.ts'
import { show } from '../survey/page.ts'
import { ErrorPage } from './pages/ErrorPage.tsx'

/** Whatever goes wrong in the console, people get a page. What is another's and what is not there look the same. */
export function registerErrorPages(app: App): void {
  app.setErrorHandler<FastifyError | DomainError>((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) request.log.error({ err: error }, 'console page failed')
    const page = problem.status === 404 ? nothingHere : problem
    return show(reply.code(problem.status), ErrorPage({ ...page, role: request.caller?.role }))
  })
  app.setNotFoundHandler((_request, reply) => show(reply.code(404), ErrorPage({ ...nothingHere, role: undefined })))
}

const nothingHere = {
  title: 'There is nothing here',
  detail: 'The link is wrong, or what it leads to is not for the key you signed in with.',
}
