import type { Config } from '../../config.ts'
import { namedContactsOf, nameOfContact } from '../../db/contacts.ts'
import type { Db } from '../../db/database.ts'
import type { EngagementRow } from '../../db/engagements.ts'
import { type Caller, findCallerById, type Role } from '../../db/keys.ts'
import { findPartner } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { listTasks } from '../../db/tasks.ts'
import type { InvitationStatus } from '../../domain/engagement.ts'
import { workflowId } from '../../temporal/engagements.ts'
import { taskScopeOf } from '../accept/tasks.ts'
import { engagementView } from '../api/engagementView.ts'
import { isDiscreet, shownInvitations, shownLetters } from '../discretion.ts'
import { hasRight } from '../rights.ts'
import { answersView } from './answers.ts'
import { mayMeetContacts } from './steps.ts'
import { taskCountOf, taskRoles } from './tasks.ts'

/** An engagement as one caller may see it. People are in `contacts` and nowhere else; who may not meet them gets none. */
export async function consoleView(
  { db, config }: { readonly db: Db; readonly config: Pick<Config, 'TEMPORAL_UI_URL'> },
  caller: Caller,
  row: EngagementRow,
) {
  const view = await engagementView(db, caller, row)
  const program = await findProgram(db, row.program_id, row.program_version)
  const partner = await findPartner(db, row.partner_id)
  const letters = await shownLetters(db, caller, row)
  // its history tells which contacts answered
  const seesWorkflow = hasRight(caller.role, 'look at workflows') && !(await isDiscreet(db, caller, row))
  return {
    ...view,
    role: caller.role,
    tasks: await taskCountOf(db, caller),
    openTasks: taskRoles.includes(caller.role) ? await openTasksOf(db, caller, row.id) : [],
    programName: program?.name ?? row.program_id,
    standing: program?.standing,
    contactFields: program?.contacts.fields ?? [],
    partnerName: partner?.name ?? row.partner_id,
    timeZone: partner?.time_zone ?? 'UTC',
    isOverdue: row.stage !== 'closed' && row.due_at !== null && row.due_at < new Date(),
    answers: program && (await answersView(db, caller, { row, program, partnerName: partner?.name ?? row.partner_id })),
    contacts: mayMeetContacts(caller.role) ? await people(db, caller, row) : undefined,
    letters: letters.map((letter) => ({ ...letter, reason: mayMeetContacts(caller.role) ? letter.reason : null })),
    actors: await rolesOf(db, [...new Set(view.timeline.map((entry) => entry.by))]),
    workflowUrl: seesWorkflow ? workflowUrl(config.TEMPORAL_UI_URL, row) : undefined,
  }
}

export type ConsoleView = Awaited<ReturnType<typeof consoleView>>

async function openTasksOf(db: Db, caller: Caller, engagementId: string) {
  return listTasks(db, taskScopeOf(caller), { open: true, engagementId, limit: 20 })
}

async function people(db: Db, caller: Caller, row: EngagementRow) {
  const invitations = await shownInvitations(db, caller, row)
  const statuses = new Map(invitations.map(({ contactId, status }) => [contactId, status]))
  const contacts = await namedContactsOf(db, row.id)
  return contacts.map((contact) => ({
    id: contact.id,
    name: nameOfContact(contact) || contact.email,
    email: contact.email,
    country: contact.country,
    language: contact.survey_language,
    consentAt: contact.consent_at,
    consentSource: contact.consent_source,
    status: statuses.get(contact.id) ?? ('named' satisfies InvitationStatus),
  }))
}

/** The role behind each key that did something; workflow and contacts have none. */
async function rolesOf(db: Db, actors: readonly string[]): Promise<ReadonlyMap<string, Role>> {
  const callers = await Promise.all(actors.map((actor) => findCallerById(db, actor)))
  return new Map(callers.flatMap((caller) => (caller ? [[caller.id, caller.role]] : [])))
}

function workflowUrl(ui: string, { id, program_id: program }: EngagementRow): string {
  return `${ui}/namespaces/default/workflows/${encodeURIComponent(workflowId({ program, engagementId: id }))}`
}
