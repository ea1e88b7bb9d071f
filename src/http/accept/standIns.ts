import type { ContactRow } from '../../db/contacts.ts'
import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import { closeTask, listTasks } from '../../db/tasks.ts'
import type { Contact } from '../../domain/contact.ts'

/** Closes the tasks about contacts who cannot be reached, one for each new contact who may be asked: that of somebody of the same
 *  name, whose address was corrected, else the oldest.
 *  @param before who was named before
 *  @source PC-11 */
export async function closeUnreachable(
  tx: Db,
  caller: Caller,
  { engagementId, before, named }: { engagementId: string; before: readonly ContactRow[]; named: readonly Contact[] },
): Promise<void> {
  const isKnown = ({ email }: Contact) => before.some((row) => row.email.toLowerCase() === email.toLowerCase())
  const fresh = named.filter((contact) => contact.surveyEligible && !isKnown(contact))
  if (fresh.length === 0) return
  const newest = await listTasks(tx, 'all', { kind: 'contact-unreachable', open: true, engagementId, limit: 1000 })
  const open = newest.toReversed()
  for (const contact of fresh) {
    const namesakes = before.filter((row) => isNamesake(row, contact)).map(({ id }) => id)
    const [task] = open.splice(
      Math.max(
        0,
        open.findIndex(({ about }) => namesakes.includes(about)),
      ),
      1,
    )
    if (task) await closeTask(tx, { kind: task.kind, about: task.about }, { by: caller.id })
  }
}

function isNamesake(row: ContactRow, { firstName, lastName }: Contact): boolean {
  const name = (first: string, last: string) => `${first} ${last}`.trim().toLowerCase()
  return name(firstName, lastName) !== '' && name(row.first_name, row.last_name) === name(firstName, lastName)
}
