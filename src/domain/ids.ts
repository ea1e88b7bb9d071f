import { createHash, randomBytes } from 'node:crypto'

/** A new id that says what it names and nothing about a person: 'ctc_3fZk0qWm9XyA'. */
export function newId(
  prefix:
    | 'eng'
    | 'ctc'
    | 'inv'
    | 'let'
    | 'key'
    | 'res'
    | 'tsk'
    | 'era'
    | 'evd'
    | 'std'
    | 'hld'
    | 'dsq'
    | 'rev'
    | 'imp'
    | 'ref'
    | 'off'
    | 'gft',
): string {
  return `${prefix}_${randomBytes(9).toString('base64url')}`
}

/** The id of a partner success manager where none was given: the same for the same address, which it does not tell. */
export function psmId(email: string): string {
  return `psm_${createHash('sha256').update(email.trim().toLowerCase()).digest('base64url').slice(0, 12)}`
}
