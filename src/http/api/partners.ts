import { Type } from 'typebox'
import { findPartner, listPartners, partnersBelow } from '../../db/partners.ts'
import { DomainError } from '../../domain/errors.ts'
import { idempotently } from '../accept/idempotently.ts'
import { changePartner, takeInPartner } from '../accept/partners.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor, scopeOf } from '../auth.ts'
import { rights } from '../rights.ts'
import {
  changeOf,
  NewPartnerBody,
  Partner,
  PartnerChanges,
  PartnerTree,
  rowOf,
  treeOf,
  viewOf,
} from './partnerShapes.ts'
import { Id, IdempotencyHeaders, problemResponses } from './shapes.ts'

const readers = { roles: rights['read partners'] }
const tags = ['partners']

export function registerPartners(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.addSchema(Partner)

  app.post(
    '/v1/partners',
    {
      config: { roles: rights['add and change partners'] },
      schema: {
        tags,
        summary: 'Add a partner',
        headers: IdempotencyHeaders,
        body: NewPartnerBody,
        response: { 200: Type.Ref('Partner'), 201: Type.Ref('Partner'), ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const { row, isNew } = await takeInPartner(tx, callerOf(request), rowOf(request.body))
        return { status: isNew ? 201 : 200, body: viewOf(row) }
      }),
  )

  app.get(
    '/v1/partners',
    {
      config: readers,
      schema: {
        tags,
        summary: 'The partners of this key',
        response: { 200: Type.Object({ partners: Type.Array(Type.Ref('Partner')) }), ...problemResponses },
      },
    },
    async (request) => ({ partners: (await listPartners(db, scopeOf(callerOf(request)))).map(viewOf) }),
  )

  app.get(
    '/v1/partners/:id',
    {
      config: readers,
      schema: {
        tags,
        summary: 'A partner',
        params: Type.Object({ id: Id }),
        response: { 200: Type.Ref('Partner'), ...problemResponses },
      },
    },
    async (request) => {
      const { id } = request.params
      const partner = mayActFor(callerOf(request), id) && (await findPartner(db, id))
      if (!partner) throw new DomainError('not-found', `there is no partner '${id}' for this key`)
      return viewOf(partner)
    },
  )

  app.patch(
    '/v1/partners/:id',
    {
      config: { roles: rights['add and change partners'] },
      schema: {
        tags,
        summary:
          'Change a partner; letters that leave after it follow, engagements under way keep their success manager',
        params: Type.Object({ id: Id }),
        headers: IdempotencyHeaders,
        body: PartnerChanges,
        response: { 200: Type.Ref('Partner'), ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => {
        const row = await changePartner(tx, callerOf(request), {
          id: request.params.id,
          change: changeOf(request.body),
        })
        return { status: 200, body: viewOf(row) }
      }),
  )

  app.get(
    '/v1/partners/:id/tree',
    {
      config: readers,
      schema: {
        tags,
        summary: 'A partner with all that belongs to it: global over memberships over locations',
        params: Type.Object({ id: Id }),
        response: { 200: PartnerTree, ...problemResponses },
      },
    },
    async (request) => {
      const { id } = request.params
      const rows = mayActFor(callerOf(request), id) ? await partnersBelow(db, id) : []
      const root = rows.find((row) => row.id === id)
      if (!root) throw new DomainError('not-found', `there is no partner '${id}' for this key`)
      return treeOf(root, rows)
    },
  )
}
