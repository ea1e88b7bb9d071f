import { DomainError } from '../../domain/errors.ts'
import { nameContacts, neededFields } from '../accept/nameContacts.ts'
import { readCsv } from '../api/csv.ts'
import { EngagementParams } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf } from '../auth.ts'
import { fieldsOf } from '../survey/page.ts'
import { showEngagement } from './engagement.ts'
import { refuseOthers } from './guard.ts'
import { problemNotice } from './pages/notices.ts'
import { contactRoles } from './steps.ts'

const schema = { hide: true, params: EngagementParams }

/** What came of rows that were pasted. They are people, so they go back on the page itself and never into an address. */
export type Naming = { readonly pasted: string } & (
  | (Awaited<ReturnType<typeof nameContacts>> & { readonly rows: number })
  | { readonly error: string }
)

/** Contacts, pasted from a spreadsheet. */
export function registerNaming(app: App, dependencies: HttpDependencies): void {
  const { CONTACT_ROWS: mostRows, CONTACTS_PER_ENGAGEMENT: mostContacts } = dependencies.config
  app.post('/engagements/:id/contacts', { schema, bodyLimit: 1024 * 1024 }, async (request, reply) => {
    const caller = callerOf(request)
    refuseOthers(caller, contactRoles)
    const { id } = request.params
    const { rows: pasted = '' } = fieldsOf(request.body)
    try {
      const needed = await neededFields(dependencies.db, caller, id)
      const rows = readCsv(Buffer.from(pasted.replace(/^(?:[ \t]*\r?\n)+/, '')), { mostRows, needed })
      const reading = await dependencies.db
        .transaction()
        .execute((tx) => nameContacts(tx, caller, { engagementId: id, rows, mostContacts }))
      if (rows.length > 0 && reading.rejected.length === 0)
        return await reply.redirect(`/console/engagements/${encodeURIComponent(id)}?done=contacts#main`, 303)
      const naming: Naming = { ...reading, pasted, rows: rows.length }
      return await showEngagement(dependencies, request, reply.code(reading.accepted > 0 ? 200 : 422), { naming })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      if (error.code === 'engagement.closed')
        return showEngagement(dependencies, request, reply.code(409), { notice: problemNotice(error) })
      if (error.code !== 'contacts.unreadable' && error.code !== 'contacts.too-many') throw error
      return showEngagement(dependencies, request, reply.code(422), { naming: { pasted, error: error.message } })
    }
  })
}
