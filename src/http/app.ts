import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Db } from '../db/database.ts'
import { registerApi } from './api/index.ts'
import { registerAuth } from './auth.ts'
import { registerConsole } from './console/index.ts'
import { answerProblem, Problem, registerErrors } from './errors.ts'
import { registerHealth } from './health.ts'
import { registerJson } from './json.ts'
import { registerMetrics } from './metrics.ts'
import { registerOpenApi } from './openapi.ts'
import { registerSurvey } from './survey/index.ts'
import { registerValidation } from './validation.ts'

export type HttpDependencies = {
  readonly db: Db
  readonly log: Logger
  readonly config: Pick<
    Config,
    'PUBLIC_URL' | 'SURVEY_SECRET' | 'REQUESTS_PER_MINUTE' | 'TEMPORAL_UI_URL' | 'TRUSTED_PROXIES'
  >
  /** Whether the process is able to serve: answers /health/ready. */
  readonly isReady: () => Promise<boolean>
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** Builds the whole of API, survey pages and console, ready to listen or to be called by injection. */
export async function buildApp(dependencies: HttpDependencies): Promise<App> {
  const { db, log, config } = dependencies
  const loggerInstance: FastifyBaseLogger = log
  const app: App = fastify({
    loggerInstance,
    bodyLimit: 5 * 1024 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    trustProxy: config.TRUSTED_PROXIES ?? false,
    frameworkErrors: (error, _request, reply) => {
      void answerProblem(error, reply)
    },
  }).withTypeProvider<TypeBoxTypeProvider>()
  registerValidation(app)
  app.addSchema(Problem)
  registerErrors(app)
  registerJson(app)
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: contentSecurity } })
  await app.register(rateLimit, {
    max: config.REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.headers.authorization ?? request.ip,
  })
  await registerOpenApi(app)
  registerAuth(app, db)
  registerMetrics(app, db)
  registerHealth(app, dependencies)
  await app.register((api) => registerApi(api.withTypeProvider<TypeBoxTypeProvider>(), dependencies))
  await app.register((pages) => registerSurvey(pages.withTypeProvider<TypeBoxTypeProvider>(), dependencies))
  await app.register((pages) => registerConsole(pages.withTypeProvider<TypeBoxTypeProvider>(), dependencies))
  return app
}

/** Pages bring no script, load nothing from elsewhere and send forms to nobody else. */
const contentSecurity = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}
