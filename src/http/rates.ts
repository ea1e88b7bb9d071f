import rateLimit from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../db/database.ts'
import { type Caller, findCaller } from '../db/keys.ts'
import { DomainError } from '../domain/errors.ts'
import { readOfferToken } from '../domain/referral/offerToken.ts'
import { readSurveyToken } from '../domain/surveyToken.ts'
import type { App, HttpDependencies } from './app.ts'
import { readSession } from './console/session.ts'
import { KnownKeys } from './knownKeys.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Finds whoever shows a key. An address that tried too many wrong ones waits; a key that is valid never does.
     *  @throws {DomainError} request.too-frequent */
    findCallerBy: (key: string, request: FastifyRequest, reply: FastifyReply) => Promise<Caller | undefined>
    /** Counts a request against what its key may ask in a minute, or its address when it has none.
     *  @throws {DomainError} request.too-frequent */
    countRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  }
}

type Limiter = ReturnType<App['createRateLimit']>

/** Addresses and keys are remembered for a minute, up to so many of them. */
const window = { timeWindow: 60_000, cache: 50_000 }

/** Has those wait who ask too often: a key, an address without a key, an address that guesses keys or links, a link that sends and sends.
 *  What guesses is refused before it costs a query. */
export async function registerRates(
  app: App,
  { db, config }: { readonly db: Db; readonly config: HttpDependencies['config'] },
): Promise<void> {
  await app.register(rateLimit, { global: false })
  const byAddress = app.createRateLimit({ ...window, max: config.REQUESTS_PER_MINUTE })
  const byKey = app.createRateLimit({
    ...window,
    max: config.REQUESTS_PER_MINUTE,
    keyGenerator: (request) => keyIdOf(request) ?? '',
  })
  const guesses = app.createRateLimit({ ...window, max: config.WRONG_KEYS_PER_MINUTE })
  const sent = app.createRateLimit({
    ...window,
    max: config.ANSWERS_PER_MINUTE,
    keyGenerator: (request) => tokenOf(request) ?? '',
  })
  const visits = app.createRateLimit({
    ...window,
    max: config.VISITS_PER_MINUTE,
    keyGenerator: (request) => paramOf(request, 'slug') ?? '',
  })
  const visitors = app.createRateLimit({ ...window, max: config.ANSWERS_PER_MINUTE })
  const known = new KnownKeys(db)

  app.decorate('countRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const limiter = keyIdOf(request) === undefined ? byAddress : byKey
    await count(limiter, request, reply, `requests are limited to ${config.REQUESTS_PER_MINUTE} a minute`)
  })
  app.decorate('findCallerBy', async (key: string, request: FastifyRequest, reply: FastifyReply) => {
    if (!known.has(key)) await countGuess(request, reply, () => known.hasNow(key))
    const caller = await findCaller(db, key)
    if (caller) known.remember(key)
    return caller
  })
  app.addHook('onRequest', async (request, reply) => {
    const { rateLimit: limit, roles } = request.routeOptions.config
    if (limit === false || roles) return // a route with roles counts once it knows whose key it is
    const token = tokenOf(request)
    if (token !== undefined && !isOurs(token)) await countGuess(request, reply)
    await app.countRequest(request, reply)
    if (request.method === 'POST' && paramOf(request, 'slug') !== undefined) await countVisit(request, reply)
    if (token !== undefined && request.method === 'POST')
      await count(sent, request, reply, `a link sends up to ${config.ANSWERS_PER_MINUTE} forms a minute`)
  })

  function isOurs(token: string): boolean {
    const { SURVEY_SECRET: secret } = config
    return readSurveyToken(secret, token) !== undefined || readOfferToken(secret, token) !== undefined
  }

  function keyIdOf(request: FastifyRequest): string | undefined {
    return request.caller?.id ?? readSession(config.SURVEY_SECRET, request.headers.cookie, new Date())
  }

  /** Forms that anybody may send: each has somebody written to. */
  async function countVisit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await count(visitors, request, reply, `an address sends up to ${config.ANSWERS_PER_MINUTE} forms a minute`)
    await count(visits, request, reply, `a survey address takes up to ${config.VISITS_PER_MINUTE} forms a minute`)
  }

  async function countGuess(
    request: FastifyRequest,
    reply: FastifyReply,
    isRight: () => Promise<boolean> = async () => false,
  ): Promise<void> {
    const { isExceeded, wait } = await take(guesses, request)
    if (isExceeded && !(await isRight()))
      refuse(reply, wait, 'this address tried too many keys or links that are not valid')
  }
}

async function count(limiter: Limiter, request: FastifyRequest, reply: FastifyReply, detail: string): Promise<void> {
  const { isExceeded, wait, max, remaining } = await take(limiter, request)
  reply.headers({ 'x-ratelimit-limit': max, 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': wait })
  if (isExceeded) refuse(reply, wait, detail)
}

async function take(limiter: Limiter, request: FastifyRequest) {
  const taken = await limiter(request)
  if (taken.isAllowed) return { isExceeded: false, wait: 0, max: 0, remaining: 0 }
  const { isExceeded, ttlInSeconds: wait, max, remaining } = taken
  return { isExceeded, wait, max, remaining }
}

function refuse(reply: FastifyReply, wait: number, why: string): never {
  void reply.header('retry-after', wait)
  throw new DomainError('request.too-frequent', `${why}; come back in ${wait} seconds`)
}

/** The personal link that a request is for. */
function tokenOf(request: FastifyRequest): string | undefined {
  return paramOf(request, 'token')
}

function paramOf({ params }: FastifyRequest, name: string): string | undefined {
  const values: Readonly<Record<string, unknown>> = typeof params === 'object' && params !== null ? { ...params } : {}
  return typeof values[name] === 'string' ? values[name] : undefined
}
