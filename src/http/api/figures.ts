import { Type } from 'typebox'
import { whoStands } from '../../db/assess.ts'
import { record } from '../../db/audit.ts'
import { figuresOf, tellFigures } from '../../db/figures.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Program } from '../../domain/program.ts'
import { toldAttributes } from '../../domain/standing/tier.ts'
import { idempotently } from '../accept/idempotently.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { closed, Id, IdempotencyHeaders, problemResponses } from './shapes.ts'

const Figures = Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }), Type.Number({ minimum: 0 }), {
  maxProperties: 100,
  description: "By attribute of the program's tiers",
  examples: [{ certifications: 34 }],
})

/** What a partner is measured by besides satisfaction, told by those who know it.
 *  @source PC-08 */
export function registerFigures(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.put(
    '/v1/partners/:id/figures/:program',
    {
      config: { roles: rights['tell figures'] },
      schema: {
        tags: ['partners'],
        summary: 'Tell figures of a partner from now on; those left out stay as they are',
        params: Type.Object({ id: Id, program: Id }),
        headers: IdempotencyHeaders,
        body: Type.Object({ figures: Figures }, closed),
        response: { 200: Type.Object({ figures: Figures }), ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const { id: partnerId, program: programId } = request.params
        const { program, self } = await whoStands(tx, { partnerId, programId })
        const { figures } = request.body
        mustBeKnown(program, figures)
        const about = { programId, partnerId: self.id }
        const keys = await tellFigures(tx, about, figures)
        const told = { partner: self.id, program: programId, figures: keys }
        if (keys.length > 0) await record(tx, { actor: callerOf(request).id, what: 'figures.told', about: told })
        return { status: 200, body: { figures: Object.fromEntries(await figuresOf(tx, about)) } }
      }),
  )
}

function mustBeKnown({ id, tiers }: Program, figures: Readonly<Record<string, number>>): void {
  const known = toldAttributes(tiers)
  const expected = known.length > 0 ? `one of ${known.join(', ')}` : 'none: the program has no tiers'
  const problems = Object.keys(figures)
    .filter((key) => !known.includes(key))
    .map((key) => ({ field: `/figures/${key}`, expected, got: key }))
  if (problems.length > 0) throw new DomainError('figures.unknown', `${id} is not told all of these`, problems)
}
