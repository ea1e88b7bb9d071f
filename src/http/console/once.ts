import { createHash } from 'node:crypto'
import type { Db } from '../../db/database.ts'
import { claimKey } from '../../db/idempotency.ts'
import type { Caller } from '../../db/keys.ts'

/** Does what a form asks for, unless the same form was sent before: a button pressed twice sends one letter.
 *  @param form names one showing of a form
 *  @source MX-13 */
export async function once(
  tx: Db,
  { caller, form }: { readonly caller: Caller; readonly form: string },
  act: () => Promise<unknown>,
): Promise<void> {
  const hash = createHash('sha256').update(form).digest()
  const earlier = await claimKey(tx, { keyId: caller.id, key: `console ${hash.toString('base64url')}`, hash })
  if (!earlier) await act()
}
