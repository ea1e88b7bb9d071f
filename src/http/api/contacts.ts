import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type ContactRow, namedContactsOf } from '../../db/contacts.ts'
import { contactRoles, rowFields } from '../../domain/contact.ts'
import { invitationStatuses } from '../../domain/engagement.ts'
import { idempotently } from '../accept/idempotently.ts'
import { nameContacts, neededFields } from '../accept/nameContacts.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, visibleEngagement } from '../auth.ts'
import { shownInvitations } from '../discretion.ts'
import { rights } from '../rights.ts'
import { type Row, readCsv } from './csv.ts'
import { EngagementParams, IdempotencyHeaders, Instant, problemResponses } from './shapes.ts'

const tags = ['engagements']

/** What is in a cell is checked row by row, not here. */
const cell = (description: string) => Type.Optional(Type.Unknown({ description }))

const NamedContact = Type.Object(
  {
    firstName: cell('Up to 100 characters'),
    lastName: cell('Up to 100 characters'),
    email: cell('An address'),
    country: cell("'DE', 'DEU' or 'Germany'"),
    surveyEligible: cell('true or false, or yes or no as people write it'),
    surveyLanguage: cell('One of the 34 languages'),
    service: cell('The subject of the engagement'),
    consentAt: cell("When they agreed to be asked: '2026-11-20', which begins where the partner is, or an instant"),
    consentSource: cell('Where that is written down, up to 200 characters'),
    role: cell(
      "'primary', also when absent, or 'secondary': asked in place of a primary contact who cannot be reached",
    ),
  },
  { additionalProperties: true, description: 'A bad row is named, the good ones are kept' },
)

const Reading = Type.Object({
  accepted: Type.Integer({ description: 'Rows taken over' }),
  rejected: Type.Array(
    Type.Object({
      row: Type.Integer({ description: 'Counted from 1, without the heading' }),
      field: Type.Enum(rowFields),
      reason: Type.String(),
    }),
  ),
})

const Contact = Type.Object({
  id: Type.String(),
  firstName: Type.String(),
  lastName: Type.String(),
  email: Type.String(),
  country: Type.String(),
  surveyEligible: Type.Boolean(),
  surveyLanguage: Type.String(),
  service: Type.String(),
  role: Type.Enum(contactRoles),
  consent: Type.Optional(
    Type.Object({ at: Instant, source: Type.String() }, { description: 'That they agreed to be asked' }),
  ),
  status: Type.Enum(invitationStatuses),
  deferredUntil: Type.Optional({ ...Instant, description: 'The first day the contact may be asked' }),
})

/** The people at the customer who may be asked. */
export function registerContacts(app: App, { db, config }: Pick<HttpDependencies, 'db' | 'config'>): void {
  const { CONTACT_ROWS: mostRows, CONTACTS_PER_ENGAGEMENT: mostContacts } = config
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const { id = '' } = Value.Parse(Type.Partial(EngagementParams), request.params)
    return readCsv(body, { mostRows, needed: await neededFields(db, callerOf(request), id) })
  })

  app.put(
    '/v1/engagements/:id/contacts',
    {
      config: { roles: rights['name contacts'] },
      schema: {
        tags,
        summary: 'Name contacts, as JSON or as text/csv with a heading',
        consumes: ['application/json', 'text/csv'],
        params: EngagementParams,
        headers: IdempotencyHeaders,
        body: Type.Array(Type.Unsafe<Row>(NamedContact), { maxItems: mostRows }),
        response: { 200: Reading, ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => ({
        status: 200,
        body: await nameContacts(tx, callerOf(request), {
          engagementId: request.params.id,
          rows: request.body,
          mostContacts,
        }),
      })),
  )

  app.get(
    '/v1/engagements/:id/contacts',
    {
      config: { roles: rights['read contacts'] },
      schema: {
        tags,
        summary: 'The contacts of an engagement, and where each stands',
        params: EngagementParams,
        response: { 200: Type.Object({ contacts: Type.Array(Contact) }), ...problemResponses },
      },
    },
    async (request) => {
      const engagement = await visibleEngagement(db, callerOf(request), request.params.id)
      const invitations = await shownInvitations(db, callerOf(request), engagement)
      const contacts = await namedContactsOf(db, engagement.id)
      return {
        contacts: contacts.map((contact) => {
          const invitation = invitations.find(({ contactId }) => contactId === contact.id)
          return {
            id: contact.id,
            firstName: contact.first_name,
            lastName: contact.last_name,
            email: contact.email,
            country: contact.country,
            surveyEligible: contact.survey_eligible,
            surveyLanguage: contact.survey_language,
            service: contact.service,
            role: contact.role,
            ...consentOf(contact),
            status: invitation?.status ?? 'named',
            ...(invitation?.deferredUntil && { deferredUntil: invitation.deferredUntil.toISOString() }),
          }
        }),
      }
    },
  )
}

function consentOf({ consent_at: at, consent_source: source }: ContactRow) {
  return at && source ? { consent: { at: at.toISOString(), source } } : {}
}
