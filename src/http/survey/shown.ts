import { createHmac } from 'node:crypto'

/** People read before they answer. Whoever is faster than this, in milliseconds, is a machine such as a mail scanner.
 *  @source MX-06 */
const fastestPerson = 1_000

/** When a form was shown, in a hidden field that cannot be made up. */
export function shownToken(secret: string, shownAt: Date): string {
  const time = shownAt.getTime().toString(36)
  return `${time}.${signature(secret, time)}`
}

/** Why a form looks as if a machine had filled it in; undefined when it does not.
 *  @param shown the token that came back; without a valid one the time is unknown and proves nothing
 *  @param website the field that people do not see */
export function machineSigns(
  secret: string,
  {
    shown,
    website,
    now,
  }: { readonly shown: string | undefined; readonly website: string | undefined; readonly now: Date },
): 'honeypot' | 'too-fast' | undefined {
  if (website) return 'honeypot'
  const [time = '', signed] = (shown ?? '').split('.')
  const isOurs = signed === signature(secret, time)
  return isOurs && now.getTime() - Number.parseInt(time, 36) < fastestPerson ? 'too-fast' : undefined
}

function signature(secret: string, time: string): string {
  return createHmac('sha256', secret).update(`shown ${time}`).digest('base64url').slice(0, 22)
}
