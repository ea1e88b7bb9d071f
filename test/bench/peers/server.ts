import fastify from 'fastify'
import type { Config } from '../../../src/config.ts'
import { readSurveyToken } from '../../../src/domain/surveyToken.ts'
import { exitWithParent } from '../../../src/local/orphan.ts'

/** What a peer does with what comes in. Each returns when it is durable. */
export type Peer = {
  readonly open: (id: string, body: { readonly externalId: string }) => Promise<void>
  readonly fact: (id: string, fact: { readonly type: string; readonly eventId: string }) => Promise<void>
  readonly contact: (id: string, contact: { readonly email: string }) => Promise<void>
  readonly answer: (contactId: string, answers: object) => Promise<void>
  readonly stop: () => Promise<unknown>
}

/** Serves the paths of our API that a life needs, with no check but that of the survey's token. */
export async function servePeer(config: Config, peer: Peer): Promise<void> {
  const app = fastify()
  app.get('/health/ready', () => ({ status: 'ready' }))
  app.post<{ Body: { externalId: string } }>('/v1/engagements', async ({ body }, reply) => {
    const id = `eng-${body.externalId}`
    await peer.open(id, body)
    return reply.code(201).send({ id })
  })
  app.post<{ Params: { id: string }; Body: { type: string; eventId: string } }>(
    '/v1/engagements/:id/facts',
    async ({ params, body }) => {
      await peer.fact(params.id, body)
      return { status: 'recorded' }
    },
  )
  app.put<{ Params: { id: string }; Body: { email: string }[] }>(
    '/v1/engagements/:id/contacts',
    async ({ params, body }) => {
      for (const contact of body) await peer.contact(params.id, contact)
      return { accepted: body.length, rejected: [] }
    },
  )
  app.post<{ Params: { token: string }; Body: { answers: object } }>(
    '/v1/surveys/:token/responses',
    async ({ params, body }, reply) => {
      const contactId = readSurveyToken(config.SURVEY_SECRET, params.token)
      if (!contactId) return reply.code(404).send({ status: 404 })
      await peer.answer(contactId, body.answers)
      return reply.code(201).send({ status: 'answered' })
    },
  )
  await app.listen({ host: config.HOST, port: config.PORT })

  const stop = () =>
    void app
      .close()
      .then(peer.stop)
      .finally(() => process.exit())
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
  exitWithParent(stop)
}
