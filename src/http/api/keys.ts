import { Type } from 'typebox'
import { record } from '../../db/audit.ts'
import { boundRoles, createKey, type Role, roles } from '../../db/keys.ts'
import { listPartners } from '../../db/partners.ts'
import { DomainError } from '../../domain/errors.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { closed, Id, problemResponses } from './shapes.ts'

const NewKey = Type.Object(
  {
    role: Type.Enum(roles),
    partnerIds: Type.Optional(
      Type.Array(Id, { maxItems: 1000, description: 'psm, partner and survey-manager only: whom the key may act for' }),
    ),
  },
  closed,
)

/** Keys are made by the operator. A key is shown once: repeating the request makes another one. */
export function registerKeys(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.post(
    '/v1/keys',
    {
      config: { roles: rights['make keys'] },
      schema: {
        tags: ['partners'],
        summary: 'Make a key; it is shown this once',
        body: NewKey,
        response: {
          201: Type.Object({
            id: Type.String(),
            key: Type.String(),
            role: Type.Enum(roles),
            partnerIds: Type.Array(Type.String()),
          }),
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const { role, partnerIds = [] } = request.body
      const made = await db.transaction().execute(async (tx) => {
        const known = new Set((await listPartners(tx, partnerIds)).map((partner) => partner.id))
        checkScope(role, partnerIds, known)
        const key = await createKey(tx, { role, partnerIds })
        await record(tx, { actor: callerOf(request).id, what: 'key.made', about: { key: key.id, role, partnerIds } })
        return key
      })
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...made, role, partnerIds })
    },
  )
}

function checkScope(role: Role, partnerIds: readonly string[], known: ReadonlySet<string>): void {
  const scoped = boundRoles.includes(role)
  const unknown = partnerIds.find((id) => !known.has(id))
  if (scoped && partnerIds.length > 0 && unknown === undefined) return
  if (!scoped && partnerIds.length === 0) return
  const expected = scoped
    ? 'ids of one or more partners'
    : `nothing: a key of role ${role} is not bound to partners when it is made`
  throw new DomainError('request.invalid', `/partnerIds does not fit the role ${role}`, [
    { field: '/partnerIds', expected, got: unknown ?? partnerIds },
  ])
}
