import { type Static, Type } from 'typebox'
import { record } from '../../db/audit.ts'
import { addPartner, findPartner, listPartners, type NewPartner, type PartnerRow } from '../../db/partners.ts'
import { isTimeZone } from '../../domain/calendar.ts'
import { DomainError } from '../../domain/errors.ts'
import { psmId } from '../../domain/ids.ts'
import { partnerLevels } from '../../domain/vocabulary.ts'
import { languages } from '../../locales/languages.ts'
import { idempotently } from '../accept/idempotently.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, mayActFor, scopeOf } from '../auth.ts'
import { rights } from '../rights.ts'
import { Country, closed, Email, Id, IdempotencyHeaders, Name, problemResponses } from './shapes.ts'

const Psm = Type.Object({ id: Type.Optional(Id), name: Name, email: Email }, closed)

const TimeZone = Type.Refine(
  Type.String({ maxLength: 60, description: "IANA name; 'UTC' if not given", examples: ['Europe/Berlin'] }),
  isTimeZone,
  () => "must be the name of a time zone such as 'Europe/Berlin'",
)

const NewPartnerBody = Type.Object(
  {
    id: Id,
    name: Name,
    country: Country,
    email: Type.Optional(Email),
    psm: Type.Optional(Psm),
    parentId: Type.Optional({ ...Id, description: 'The partner it belongs to' }),
    level: Type.Optional(
      Type.Enum(partnerLevels, { description: 'As a whole, a membership (if not given), or one of its locations' }),
    ),
    countryId: Type.Optional({ ...Id, description: "The vendor's id of the partner in its country" }),
    timeZone: Type.Optional(TimeZone),
    language: Type.Optional(Type.Enum(languages, { description: "For letters; the program's if not given" })),
  },
  closed,
)

const Partner = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    country: Type.String(),
    email: Type.Optional(Type.String()),
    psm: Type.Optional(Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() })),
    parentId: Type.Optional(Type.String()),
    level: Type.Enum(partnerLevels),
    countryId: Type.Optional(Type.String()),
    timeZone: Type.String(),
    language: Type.Optional(Type.Enum(languages)),
  },
  { $id: 'Partner' },
)

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
        await mustExist(request.body.parentId, (id) => findPartner(tx, id))
        const { row, isNew } = await addPartner(tx, rowOf(request.body))
        if (isNew) await record(tx, { actor: callerOf(request).id, what: 'partner.added', about: { partner: row.id } })
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
}

async function mustExist(id: string | undefined, find: (id: string) => Promise<unknown>): Promise<void> {
  if (id === undefined || (await find(id))) return
  throw new DomainError('request.invalid', `there is no partner '${id}'`, [
    { field: '/parentId', expected: 'the id of a partner', got: id },
  ])
}

function rowOf(body: Static<typeof NewPartnerBody>): NewPartner {
  const { id, name, country, email, psm, parentId, level, countryId, timeZone, language } = body
  return {
    id,
    name,
    country,
    email: email ?? null,
    psm_id: psm ? (psm.id ?? psmId(psm.email)) : null,
    psm_name: psm?.name ?? null,
    psm_email: psm?.email ?? null,
    parent_id: parentId ?? null,
    country_id: countryId ?? null,
    language: language ?? null,
    ...(level && { level }),
    ...(timeZone && { time_zone: timeZone }),
  }
}

function viewOf(row: PartnerRow): Static<typeof Partner> {
  const { id, name, country, email, parent_id: parentId, psm_id, psm_name, psm_email } = row
  const { level, country_id: countryId, time_zone: timeZone, language } = row
  return {
    id,
    name,
    country,
    level,
    timeZone,
    ...(email && { email }),
    ...(psm_id && psm_name && psm_email && { psm: { id: psm_id, name: psm_name, email: psm_email } }),
    ...(parentId && { parentId }),
    ...(countryId && { countryId }),
    ...(language && { language }),
  }
}
