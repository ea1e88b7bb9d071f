import { type Static, Type } from 'typebox'
import { giftFigures } from '../../db/giftFigures.ts'
import { giftOrderStates } from '../../db/giftOrders.ts'
import { findProgram } from '../../db/programs.ts'
import { DomainError } from '../../domain/errors.ts'
import { giftStates } from '../../domain/gift.ts'
import { programLanguage } from '../../domain/programTexts.ts'
import { message } from '../../locales/index.ts'
import { chooseGift, giftFor, type OfferedGift } from '../accept/gift.ts'
import { giftOverview } from '../accept/giftOverview.ts'
import { type OpenedInvitation, openInvitation } from '../accept/invitation.ts'
import type { App, HttpDependencies } from '../app.ts'
import { rights } from '../rights.ts'
import { closed, Id, Instant, OrNull, problemResponses } from './shapes.ts'

const tags = ['surveys']
const Token = Type.Object({ token: Type.String({ maxLength: 200 }) })

export const OfferedGiftShape = Type.Object(
  {
    state: Type.Enum(giftStates),
    amount: Type.Number(),
    currency: Type.String(),
    until: Type.String({ description: 'The last day' }),
    days: Type.Integer({ description: 'It arrives within so many' }),
    attest: Type.Optional(
      Type.String({ description: 'What whoever chooses it confirms by `attested`, in the language of the contact' }),
    ),
  },
  { description: 'A gift card that may be chosen once the survey was answered; never tied to the answers' },
)

/** The gift for those who show the survey on a page of their own, and what gifts cost for those who pay for them.
 *  @source FT-11 */
export function registerGifts(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  const open = (token: string) => openInvitation(db, { secret: config.SURVEY_SECRET, token })

  app.get(
    '/v1/surveys/:token/gift',
    {
      schema: {
        tags,
        summary: 'The gift that is offered to a respondent, and whether it was chosen',
        params: Token,
        response: { 200: OfferedGiftShape, ...problemResponses },
      },
    },
    async ({ params }) => {
      const opened = await open(params.token)
      const offered = await giftFor(db, opened)
      if (!offered) throw new DomainError('gift.not-offered', 'the program offers none')
      return giftView(opened, offered)
    },
  )

  app.post(
    '/v1/surveys/:token/gift',
    {
      schema: {
        tags,
        summary: 'Choose the gift after the survey was answered, once; it leaves for the address that was asked',
        params: Token,
        body: Type.Object({ attested: Type.Optional(Type.Boolean()) }, closed),
        response: {
          200: Type.Object({ state: Type.Literal('chosen') }),
          201: Type.Object({ state: Type.Literal('chosen') }),
          ...problemResponses,
        },
      },
    },
    async ({ params, body }, reply) => {
      const opened = await open(params.token)
      const { attested = false } = body
      const isNew = await db.transaction().execute((tx) => chooseGift(tx, opened, { attested }))
      return reply.code(isNew ? 201 : 200).send({ state: 'chosen' as const })
    },
  )

  app.get(
    '/v1/programs/:id/gifts',
    {
      config: { roles: rights['read what gifts cost'] },
      schema: {
        tags: ['programs'],
        summary: 'How many gifts were offered and chosen, what they are worth and cost, and what waits; never whose',
        params: Type.Object({ id: Id }),
        response: {
          200: Type.Object({
            offered: OrNull(Type.Integer({ description: 'Null where fewer than 5 were offered one' })),
            chosen: Type.Integer(),
            waiting: Type.Array(
              Type.Object({
                state: Type.Enum(giftOrderStates),
                reason: OrNull(Type.String({ description: 'Why it failed' })),
                count: Type.Integer(),
                late: Type.Integer({ description: 'Those that were to have arrived by what the page promised' }),
                since: Instant,
              }),
            ),
            gifts: Type.Array(
              Type.Object({
                version: Type.Integer(),
                state: Type.Enum(giftOrderStates),
                count: Type.Integer(),
                worth: Type.Number(),
                currency: Type.String(),
                cost: Type.Number({ description: 'In US dollars with fees, as far as the provider said so' }),
              }),
            ),
          }),
          ...problemResponses,
        },
      },
    },
    async ({ params }) => {
      if (!(await findProgram(db, params.id))) throw new DomainError('not-found', `there is no program '${params.id}'`)
      const { offered, chosen, waiting } = await giftOverview(db, params.id)
      return { offered, chosen, waiting, gifts: await giftFigures(db, params.id) }
    },
  )
}

export function giftView(
  { program, contact }: OpenedInvitation,
  { gift, state }: OfferedGift,
): Static<typeof OfferedGiftShape> {
  const { amount, currency, until, days, publicSector } = gift
  const language = programLanguage(program, contact.survey_language)
  return { state, amount, currency, until, days, ...(publicSector && { attest: message(language, 'gift.attest') }) }
}
