import { plainName } from '../locales/names.ts'
import type { LetterContext } from './letter.ts'
import { linkOf } from './props.ts'

/** "Name <address>", quoted where the name needs it; no name can end the header.
 *  @source RFC 5322 3.4 */
export function mailbox({ name, address }: { readonly name: string; readonly address: string }): string {
  const shown = plainName(name)
  const quoted = /[()<>[\]:;@\\,."]/.test(shown) ? `"${shown.replace(/["\\]/g, '\\$&')}"` : shown
  return `${quoted} <${bareAddress(address)}>`
}

/** An address without blanks, line breaks or brackets. */
export function bareAddress(address: string): string {
  return address.replace(/[\s\p{Cc}<>]/gu, '')
}

/** Letters to contacts can be stopped with one click in the mail program.
 *  @source MX-07, RFC 8058 */
export function unsubscribeHeaders(context: LetterContext): Readonly<Record<string, string>> {
  if (context.recipient.kind !== 'contact') return {}
  return oneClick(linkOf(context, 'optOut'))
}

/** Where mail programs post by themselves when their reader wants no more of such letters.
 *  @source RFC 8058 */
export function oneClick(link: string): Readonly<Record<string, string>> {
  return {
    'List-Unsubscribe': `<${new URL(link).href}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
