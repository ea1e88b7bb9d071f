import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { hashOfAddress } from '../../db/address.ts'
import { settleOptedOut } from '../../db/unwanted.ts'
import { milliseconds } from '../../domain/duration.ts'
import { DomainError } from '../../domain/errors.ts'
import { acceptDelivery } from '../accept/acceptDelivery.ts'
import { problemResponses } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { readEvent } from './event.ts'
import { readSigned } from './signature.ts'

/** Resend's events take a few kilobytes. */
const bodyLimit = 64 * 1024

/** Where Resend tells what became of letters. Only what it signed is believed; 200 means it is written down. Without a secret
 *  there is nothing here. */
export async function registerWebhooks(app: App, { db, config }: HttpDependencies): Promise<void> {
  const { RESEND_WEBHOOK_SECRET: secret } = config
  const day = milliseconds('1 day', milliseconds(config.DAY))
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit }, (_request, body, done) => {
    done(null, body)
  })

  app.post(
    '/webhooks/resend',
    {
      config: { rateLimit: false },
      schema: {
        tags: ['operation'],
        summary: 'What became of letters, told by Resend',
        description: 'Signed with the secret of the webhook: headers svix-id, svix-timestamp and svix-signature.',
        response: { 200: Type.Object({}), ...problemResponses },
      },
    },
    async (request, reply) => {
      if (secret === undefined) throw new DomainError('not-found', 'no webhook is set up: set RESEND_WEBHOOK_SECRET')
      const signed = readSigned(bodyOf(request), { headers: request.headers, secret })
      if (!signed) {
        await app.countRequest(request, reply) // signed ones may be as many as the letters
        throw new DomainError(
          'webhook.unsigned',
          'expected the signature of Resend over this body, at most 5 minutes old',
        )
      }
      const event = readEvent(signed.id, signed.event)
      if (event === 'malformed') throw new DomainError('request.invalid', 'this is no event as Resend describes it')
      if (!event) return {}
      await db.transaction().execute((tx) => acceptDelivery(tx, event, { day }))
      if (event.delivery === 'complained') await settleOptedOut(db, { person: hashOfAddress(event.to) })
      return {}
    },
  )
}

function bodyOf({ body }: FastifyRequest): string {
  return typeof body === 'string' ? body : ''
}
