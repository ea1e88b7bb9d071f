import formbody from '@fastify/formbody'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { findPartner } from '../../db/partners.ts'
import { findOffer, type OfferRow } from '../../db/referral/offers.ts'
import { findReferralProgram } from '../../db/referral/programs.ts'
import { findReferral } from '../../db/referral/referrals.ts'
import { DomainError } from '../../domain/errors.ts'
import { readOfferToken } from '../../domain/referral/offerToken.ts'
import { type DeclineReason, declineReasons } from '../../domain/referral/vocabulary.ts'
import { type Decision, decideOffer } from '../accept/offers.ts'
import type { App, HttpDependencies } from '../app.ts'
import { registerErrorPage } from '../survey/errorPage.ts'
import { chosen, fieldsOf, goOn, show, showUnknown } from '../survey/page.ts'
import { OfferPage } from './pages/OfferPage.tsx'

const schema = {
  hide: true,
  params: Type.Object({ token: Type.String() }),
  querystring: Type.Object({ lang: Type.Optional(Type.String()), done: Type.Optional(Type.String()) }),
}

type OfferRequest = FastifyRequest<{ Params: { token: string }; Querystring: { lang?: string } }>

/** The page behind the link in an offer. Opening it never changes anything; whoever has the link may answer for the partner, once.
 *  @source RF-04, MX-06 */
export async function registerOfferPages(app: App, { db, config }: HttpDependencies): Promise<void> {
  app.removeContentTypeParser('application/json')
  await app.register(formbody, { bodyLimit: 16 * 1024 })
  registerErrorPage(app)

  app.get('/o/:token', { schema }, async (request, reply) => {
    const offer = await open(request)
    return offer ? showOffer(request, reply, offer) : unknown(request, reply)
  })

  app.post('/o/:token', { schema }, async (request, reply) => {
    const offer = await open(request)
    if (!offer) return unknown(request, reply)
    const decision = decisionIn(fieldsOf(request.body))
    if (!decision) return showOffer(request, reply.code(400), offer)
    try {
      await db.transaction().execute((tx) => decideOffer(tx, 'partner', offer.id, decision))
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'offer.settled') throw error
      return showOffer(request, reply.code(409), (await findOffer(db, offer.id)) ?? offer)
    }
    return goOn(request, reply, `/o/${request.params.token}`, { done: '1' })
  })

  async function open(request: OfferRequest): Promise<OfferRow | undefined> {
    const id = readOfferToken(config.SURVEY_SECRET, request.params.token)
    return id === undefined ? undefined : findOffer(db, id)
  }

  async function showOffer(request: OfferRequest, reply: FastifyReply, offer: OfferRow): Promise<FastifyReply> {
    const referral = await findReferral(db, offer.referral_id)
    const program = referral && (await findReferralProgram(db, referral.program_id, referral.program_version))
    if (!program || offer.partner_id === null) return unknown(request, reply)
    const partner = await findPartner(db, offer.partner_id)
    const page = OfferPage({
      language: chosen(request) ?? partner?.language ?? program.language,
      program,
      kind: referral.kind,
      state: offer.state,
      customer: referral.customer_name,
      country: referral.customer_country,
      licences: referral.customer_licences,
      workloads: offer.workloads,
      until: offer.until,
      action: `/o/${request.params.token}`,
    })
    return show(reply, page)
  }
}

function unknown(request: OfferRequest, reply: FastifyReply): FastifyReply {
  return showUnknown(request, reply)
}

function decisionIn({ decision, reason }: Readonly<Record<string, string>>): Decision | undefined {
  if (decision === 'accept') return { state: 'accepted' }
  const known: DeclineReason | undefined = declineReasons.find((one) => one === reason)
  return decision === 'decline' && known ? { state: 'declined', reason: known } : undefined
}
