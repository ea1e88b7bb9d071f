import { type Static, Type } from 'typebox'
import type { Config } from '../../config.ts'
import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import { countHeld } from '../../db/heldAnswers.ts'
import type { Caller } from '../../db/keys.ts'
import { findMembership } from '../../db/memberships.ts'
import { findProgram } from '../../db/programs.ts'
import { chooseSlug, type Membership, slugsOf } from '../../db/surveyAddresses.ts'
import { DomainError } from '../../domain/errors.ts'
import { idempotently } from '../accept/idempotently.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor } from '../auth.ts'
import { rights } from '../rights.ts'
import { closed, Id, IdempotencyHeaders, problemResponses } from './shapes.ts'

const tags = ['memberships']
const params = Type.Object({ id: Id, program: Id })

const Slug = Type.String({
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  minLength: 3,
  maxLength: 60,
  description: 'Small letters, digits and single hyphens',
  examples: ['fabrikam'],
})

const SurveyAddress = Type.Object({
  slug: Type.String(),
  url: Type.String({ description: 'Where anybody may answer; it may be put anywhere' }),
  former: Type.Array(Type.String(), { description: 'Addresses that lead there, too' }),
  held: Type.Integer({ description: 'Answers that count once their work address is confirmed' }),
})

/** The address of a membership's own where anybody may answer its survey.
 *  @source CI-05 */
export function registerSurveyAddresses(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  const path = '/v1/partners/:id/memberships/:program/address'

  app.put(
    path,
    {
      config: { roles: rights['choose survey addresses'] },
      schema: {
        tags,
        summary: 'Choose the survey address of a membership; the ones before it lead there from then on',
        params,
        headers: IdempotencyHeaders,
        body: Type.Object({ slug: Slug }, closed),
        response: { 200: SurveyAddress, ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const caller = callerOf(request)
        const membership = await membershipOf(tx, caller, request.params)
        const [before] = await slugsOf(tx, membership)
        const { slug } = request.body
        if (slug !== before) {
          await chooseSlug(tx, membership, slug)
          const { partnerId: partner, programId: program } = membership
          await record(tx, { actor: caller.id, what: 'address.chosen', about: { partner, program, slug } })
        }
        return { status: 200, body: await viewOf(tx, config, membership) }
      }),
  )

  app.get(
    path,
    {
      config: { roles: rights['read survey addresses'] },
      schema: {
        tags,
        summary: 'The survey address of a membership, and how many answers wait to be confirmed',
        params,
        response: { 200: SurveyAddress, ...problemResponses },
      },
    },
    async (request) => viewOf(db, config, await membershipOf(db, callerOf(request), request.params)),
  )
}

async function membershipOf(
  db: Db,
  caller: Caller,
  { id: partnerId, program: programId }: { readonly id: string; readonly program: string },
): Promise<Membership> {
  const membership = { partnerId, programId }
  if (!mayActFor(caller, partnerId) || !(await findMembership(db, membership)))
    throw new DomainError('not-found', `'${partnerId}' has no membership of '${programId}' for this key`)
  if (!(await findProgram(db, programId))?.survey.ownUrl)
    throw new DomainError('address.not-offered', `'${programId}' gives memberships no survey address of their own`)
  return membership
}

async function viewOf(
  db: Db,
  { PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>,
  membership: Membership,
): Promise<Static<typeof SurveyAddress>> {
  const [slug, ...former] = await slugsOf(db, membership)
  if (slug === undefined) throw new DomainError('not-found', 'the membership has not chosen a survey address yet')
  return { slug, url: `${PUBLIC_URL}/p/${slug}`, former, held: await countHeld(db, membership) }
}
