import { hashOfAddress } from '../../db/address.ts'
import { record } from '../../db/audit.ts'
import type { Db } from '../../db/database.ts'
import type { Caller } from '../../db/keys.ts'
import { held } from '../../db/person/held.ts'

/** Rows read in one go: letters are large. */
const pageSize = 50

/** Writes down that somebody asked, and reads all that is held about a person.
 *  @returns one JSON document, piece by piece; the same with empty lists for somebody unknown
 *  @source MX-04 */
export async function exportPerson(db: Db, caller: Caller, address: string): Promise<AsyncIterable<string>> {
  await record(db, { actor: caller.id, what: 'person.exported' })
  return document(db, address)
}

async function* document(db: Db, address: string): AsyncGenerator<string> {
  const person = hashOfAddress(address)
  yield `{"email":${JSON.stringify(address)}`
  for (const [kind, read] of Object.entries(held)) {
    yield `,"${kind}":[`
    let after = ''
    let rows: readonly { readonly id: string }[]
    do {
      rows = await read(db, person, { after, limit: pageSize })
      const written = rows.map((row) => JSON.stringify(row)).join()
      if (written !== '') yield after === '' ? written : `,${written}`
      after = rows.at(-1)?.id ?? after
    } while (rows.length === pageSize)
    yield ']'
  }
  yield '}'
}
