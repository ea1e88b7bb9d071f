import type { Permanence } from './delivery.ts'
import type { Program } from './program.ts'

/** Where the letters to a contact stand: which of the program's sender addresses they leave from, counted from 0, and how often
 *  they came back softly since they leave from there. */
export type Rung = { readonly sender: number; readonly softBounces: number }

/** How long a letter that came back softly rests before it is sent again from the same address. */
export const softPause = '1 day'

/** How often that is tried. */
const softRetries = 2

/** What to try after a letter did not get through: the same sender again, as long as bounces are soft and few; then the program's
 *  next sender address.
 *  @param senders how many sender addresses the program has
 *  @returns the next rung; undefined when nothing is left to try
 *  @source PC-11 */
export function nextRung(
  { sender, softBounces }: Rung,
  permanence: Permanence,
  { senders }: { readonly senders: number },
): Rung | undefined {
  if (permanence === 'soft' && softBounces < softRetries) return { sender, softBounces: softBounces + 1 }
  return sender + 1 < senders ? { sender: sender + 1, softBounces: 0 } : undefined
}

/** The addresses that letters of a program may leave from, in the order they are tried. */
export function sendersOf({ sender }: Pick<Program, 'sender'>): readonly string[] {
  return [sender.address, ...(sender.alternates ?? [])]
}
