import { type Static, Type } from 'typebox'

const Strings = Type.Readonly(Type.Array(Type.String()))

/** A file that came with a mail, in base64; its text shows it as `cid:<contentId>`. */
export const Attachment = Type.Object({
  filename: Type.String(),
  contentType: Type.String(),
  contentId: Type.Union([Type.String(), Type.Null()]),
  content: Type.String(),
})

/** A delivered mail, as the mailbox keeps and shows it. */
export const Message = Type.Object({
  id: Type.String(),
  createdAt: Type.String(),
  from: Type.String(),
  to: Strings,
  cc: Strings,
  bcc: Strings,
  replyTo: Strings,
  subject: Type.String(),
  html: Type.Union([Type.String(), Type.Null()]),
  text: Type.Union([Type.String(), Type.Null()]),
  headers: Type.Record(Type.String(), Type.String()),
  tags: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  attachments: Type.Optional(Type.Readonly(Type.Array(Attachment))),
})

export type Message = Readonly<Static<typeof Message>>

/** Whether a mail went to an address, in whatever case and with or without a name in front. */
export function isTo(message: Message, address: string): boolean {
  const wanted = address.trim().toLowerCase()
  return [...message.to, ...message.cc, ...message.bcc].some((recipient) => addressIn(recipient) === wanted)
}

/** The address of 'Ada <ada@example.com>', in lower case. */
export function addressIn(named: string): string {
  return (/<([^<>]*)>$/.exec(named)?.[1] ?? named).trim().toLowerCase()
}
