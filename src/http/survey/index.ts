import { readFile } from 'node:fs/promises'
import formbody from '@fastify/formbody'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { App, HttpDependencies } from '../app.ts'
import { registerErrorPage } from './errorPage.ts'
import { registerSurveyForm } from './form.ts'
import { registerWithdrawal } from './withdrawal.ts'

/** The pages customers see: plain forms that work without a script. Opening one never changes anything. */
export async function registerSurvey(app: App, dependencies: HttpDependencies): Promise<void> {
  app.removeContentTypeParser('application/json')
  await app.register(formbody)
  const css = await readFile(new URL('survey.css', import.meta.url), 'utf8')
  app.get('/assets/survey.css', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/css').header('cache-control', 'public, max-age=3600').send(css),
  )
  registerErrorPage(app)
  registerSurveyForm(app, dependencies)
  await app.register((ways) => registerWithdrawal(ways.withTypeProvider<TypeBoxTypeProvider>(), dependencies))
}
