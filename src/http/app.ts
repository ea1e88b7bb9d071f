import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import type { Logger } from 'pino'
import type { Config, Limits } from '../config.ts'
import type { Db } from '../db/database.ts'
import { type Keeping, keepingOf } from '../keeping.ts'
import { registerApi } from './api/index.ts'
import { registerAuth } from './auth.ts'
import { registerBell } from './bell.ts'
import { registerBodies } from './bodies.ts'
import { refuseClient, serverFor } from './connections.ts'
import { registerConsole } from './console/index.ts'
import { Problem, registerErrors } from './errors.ts'
import { registerHeaders } from './headers.ts'
import { registerHealth } from './health.ts'
import { registerJson } from './json.ts'
import { limitsOf } from './limits.ts'
import { registerMetrics } from './metrics.ts'
import { registerOfferPages } from './offer/index.ts'
import { registerOpenApi } from './openapi.ts'
import { registerRates } from './rates.ts'
import { readableUrl } from './readableUrl.ts'
import { registerSurvey } from './survey/index.ts'
import { registerValidation } from './validation.ts'
import { registerWebhooks } from './webhooks/index.ts'

type Site = Pick<
  Config,
  | 'PUBLIC_URL'
  | 'SURVEY_SECRET'
  | 'RESEND_WEBHOOK_SECRET'
  | 'DAY'
  | 'REQUESTS_PER_MINUTE'
  | 'TEMPORAL_UI_URL'
  | 'TRUSTED_PROXIES'
>

export type HttpDependencies = {
  readonly db: Db
  readonly log: Logger
  readonly config: Site & Limits & Keeping
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

/** Builds the whole of API, survey pages and console, ready to listen or to be called by injection.
 *  @param config a limit or period that is not set has its default */
export async function buildApp(
  given: Omit<HttpDependencies, 'config'> & { readonly config: Site & Partial<Limits & Keeping> },
): Promise<App> {
  const config = { ...given.config, ...limitsOf(given.config), ...keepingOf(given.config) }
  const dependencies = { ...given, config }
  const loggerInstance: FastifyBaseLogger = given.log
  const app: App = fastify({
    loggerInstance,
    serverFactory: serverFor(config),
    bodyLimit: Math.floor(config.BODY_MEGABYTES * 1024 * 1024),
    trustProxy: config.TRUSTED_PROXIES ?? false,
    routerOptions: { maxParamLength: 16 * 1024 }, // as long as an address can be: routes say themselves what is too long
    clientErrorHandler: refuseClient,
    rewriteUrl: readableUrl,
  }).withTypeProvider<TypeBoxTypeProvider>()
  registerValidation(app)
  app.addSchema(Problem)
  registerErrors(app)
  registerJson(app)
  await registerHeaders(app, config)
  await registerRates(app, dependencies)
  registerAuth(app)
  registerBodies(app)
  await registerOpenApi(app)
  registerBell(app, given.db)
  registerMetrics(app, given.db)
  registerHealth(app, dependencies)
  await app.register((api) => registerApi(api.withTypeProvider<TypeBoxTypeProvider>(), dependencies))
  await app.register((hooks) => registerWebhooks(hooks.withTypeProvider<TypeBoxTypeProvider>(), dependencies))
  await app.register((pages) => registerSurvey(pages.withTypeProvider<TypeBoxTypeProvider>(), dependencies))
  await app.register((pages) => registerOfferPages(pages.withTypeProvider<TypeBoxTypeProvider>(), dependencies))
  await app.register((pages) => registerConsole(pages.withTypeProvider<TypeBoxTypeProvider>(), dependencies))
  return app
}
