import { type Static, Type } from 'typebox'

const Strings = Type.Readonly(Type.Array(Type.String()))

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
