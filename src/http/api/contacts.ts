import { Type } from 'typebox'
import { contactsOf } from '../../db/contacts.ts'
import { invitationsOf } from '../../db/invitations.ts'
import { invitationStatuses } from '../../domain/engagement.ts'
import { contactFields } from '../../domain/program.ts'
import { idempotently } from '../accept/idempotently.ts'
import { nameContacts } from '../accept/nameContacts.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, visibleEngagement } from '../auth.ts'
import { type Row, readCsv } from './csv.ts'
import { EngagementParams, IdempotencyHeaders, problemResponses } from './shapes.ts'

const tags = ['engagements']

/** What is in a cell is checked row by row, not here. */
const cell = (description: string) => Type.Optional(Type.Unknown({ description }))

const ContactRow = Type.Object(
  {
    firstName: cell('Up to 100 characters'),
    lastName: cell('Up to 100 characters'),
    email: cell('An address'),
    country: cell("'DE', 'DEU' or 'Germany'"),
    surveyEligible: cell('true or false, or yes or no as people write it'),
    surveyLanguage: cell('One of the 34 languages'),
    service: cell('The subject of the engagement'),
  },
  { additionalProperties: true, description: 'A bad row is named, the good ones are kept' },
)

const Reading = Type.Object({
  accepted: Type.Integer({ description: 'Rows taken over' }),
  rejected: Type.Array(
    Type.Object({
      row: Type.Integer({ description: 'Counted from 1, without the heading' }),
      field: Type.Enum(contactFields),
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
  status: Type.Enum(invitationStatuses),
})

/** The people at the customer who may be asked. */
export function registerContacts(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => readCsv(body))

  app.put(
    '/v1/engagements/:id/contacts',
    {
      config: { roles: ['operator', 'psm', 'partner'] },
      schema: {
        tags,
        summary: 'Name contacts, as JSON or as text/csv with a heading',
        consumes: ['application/json', 'text/csv'],
        params: EngagementParams,
        headers: IdempotencyHeaders,
        body: Type.Array(Type.Unsafe<Row>(ContactRow), { maxItems: 5_000 }),
        response: { 200: Reading, ...problemResponses },
      },
    },
    async (request, reply) =>
      idempotently(db, { request, reply }, async (tx) => ({
        status: 200,
        body: await nameContacts(tx, callerOf(request), { engagementId: request.params.id, rows: request.body }),
      })),
  )

  app.get(
    '/v1/engagements/:id/contacts',
    {
      config: { roles: ['operator', 'psm', 'partner'] },
      schema: {
        tags,
        summary: 'The contacts of an engagement, and where each stands',
        params: EngagementParams,
        response: { 200: Type.Object({ contacts: Type.Array(Contact) }), ...problemResponses },
      },
    },
    async (request) => {
      const { id } = await visibleEngagement(db, callerOf(request), request.params.id)
      const statuses = new Map(
        (await invitationsOf(db, id)).map((invitation) => [invitation.contact_id, invitation.status]),
      )
      const contacts = await contactsOf(db, id)
      return {
        contacts: contacts.map((contact) => ({
          id: contact.id,
          firstName: contact.first_name,
          lastName: contact.last_name,
          email: contact.email,
          country: contact.country,
          surveyEligible: contact.survey_eligible,
          surveyLanguage: contact.survey_language,
          service: contact.service,
          status: statuses.get(contact.id) ?? 'named',
        })),
      }
    },
  )
}
