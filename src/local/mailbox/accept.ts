import { randomUUID } from 'node:crypto'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Message } from './message.ts'
import { invalid, type Refusal } from './refusal.ts'

const Addresses = Type.Union([Type.String(), Type.Array(Type.String())])
const Email = Type.Object({
  from: Type.String(),
  to: Addresses,
  cc: Type.Optional(Addresses),
  bcc: Type.Optional(Addresses),
  reply_to: Type.Optional(Addresses),
  subject: Type.String(),
  html: Type.Optional(Type.String()),
  text: Type.Optional(Type.String()),
  headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  attachments: Type.Optional(
    Type.Array(
      Type.Object({
        filename: Type.String(),
        content: Type.String(),
        content_type: Type.Optional(Type.String()),
        content_id: Type.Optional(Type.String()),
      }),
    ),
  ),
  tags: Type.Optional(Type.Array(Type.Object({ name: Type.String(), value: Type.String() }))),
})
type Email = Static<typeof Email>

const bareAddress = /^[^\s@<>(),;:"[\]\\]+@([^\s@<>(),;:"[\]\\.]+\.)+[^\s@<>(),;:"[\]\\.]{2,}$/
const tagText = /^[A-Za-z0-9_-]{1,256}$/

/** Turns what a client sent into a mail, or into the refusal Resend would answer. */
export function accept(sent: unknown): { readonly message: Message } | { readonly refusal: Refusal } {
  const email = withoutNulls(sent)
  const refusal = missing(email) ?? misshapen(email)
  if (refusal) return { refusal }
  if (!Value.Check(Email, email)) return { refusal: invalid('The body is not an email.') }
  const problem = addressing(email) ?? wording(email)
  return problem ? { refusal: problem } : { message: messageOf(email) }
}

function withoutNulls(sent: unknown): Record<string, unknown> {
  if (typeof sent !== 'object' || sent === null) return {}
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null))
}

function missing(email: Record<string, unknown>): Refusal | undefined {
  const field = ['from', 'to', 'subject'].find((name) => !(name in email))
  if (field) return invalid(`Missing \`${field}\` field.`, 'missing_required_field')
  if ('html' in email || 'text' in email) return undefined
  return invalid('Missing `html` or `text` field.', 'missing_required_field')
}

function misshapen(email: Record<string, unknown>): Refusal | undefined {
  const [first] = Value.Errors(Email, email)
  const field = first?.instancePath.split('/')[1] ?? 'body'
  return first && invalid(`Invalid \`${field}\` field. ${first.message}.`)
}

function addressing(email: Email): Refusal | undefined {
  const format = 'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.'
  for (const field of ['from', 'to', 'cc', 'bcc', 'reply_to'] as const) {
    const addresses = list(email[field])
    if (!addresses.every(isAddress)) return invalid(`Invalid \`${field}\` field. ${format}`)
    if (addresses.length > 50) return invalid(`Invalid \`${field}\` field. At most 50 addresses are allowed.`)
  }
  return list(email.to).length === 0 ? invalid(`Invalid \`to\` field. ${format}`) : undefined
}

function wording(email: Email): Refusal | undefined {
  if (/[\r\n]/.test(email.subject)) return invalid('The `\\n` is not allowed in the `subject` field.')
  const tags = (email.tags ?? []).flatMap(({ name, value }) => [name, value])
  if (tags.every((text) => tagText.test(text))) return undefined
  return invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes.')
}

function isAddress(text: string): boolean {
  const named = /^[^<>\r\n]*<([^<>]+)>$/.exec(text.trim())
  return bareAddress.test(named?.[1] ?? text.trim())
}

function messageOf(email: Email): Message {
  return {
    id: randomUUID(),
    createdAt: new Date().toISOString(),
    from: email.from,
    to: list(email.to),
    cc: list(email.cc),
    bcc: list(email.bcc),
    replyTo: list(email.reply_to),
    subject: email.subject,
    html: email.html ?? null,
    text: email.text ?? null,
    headers: email.headers ?? {},
    tags: email.tags ?? [],
    ...(email.attachments && { attachments: email.attachments.map(attachmentOf) }),
  }
}

function attachmentOf({
  filename,
  content,
  content_type: type,
  content_id: id,
}: NonNullable<Email['attachments']>[number]) {
  return { filename, content, contentType: type ?? 'application/octet-stream', contentId: id ?? null }
}

function list(addresses: string | string[] | undefined): string[] {
  return addresses === undefined ? [] : [addresses].flat()
}
