import { setTimeout as pause } from 'node:timers/promises'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

const Summary = Type.Object({ id: Type.String(), to: Type.Array(Type.String()), subject: Type.String() })
const Page = Type.Object({ has_more: Type.Boolean(), data: Type.Array(Summary) })
const Mail = Type.Object({ text: Type.String() })

/** A delivered mail, without its words. */
export type Delivered = { readonly id: string; readonly to: string; readonly subject: string }

export type Inbox = ReturnType<typeof openInbox>

/** Looks into the mailbox for all customers: their mails are found by address. */
export function openInbox(mailbox: string, { stop }: { stop: AbortSignal }) {
  const byAddress = new Map<string, Delivered[]>()
  let newest: string | undefined

  async function look(): Promise<void> {
    const fresh: Delivered[] = []
    for await (const mail of newestFirst(mailbox)) {
      if (mail.id === newest) break
      fresh.push(mail)
    }
    for (const mail of fresh.toReversed()) byAddress.set(mail.to, [...(byAddress.get(mail.to) ?? []), mail])
    newest = fresh[0]?.id ?? newest
  }

  async function watch(): Promise<void> {
    while (!stop.aborted) {
      await look().catch(() => undefined)
      await pause(200, undefined, { signal: stop }).catch(() => undefined)
    }
  }

  /** Waits for the survey's letter. @returns the personal link */
  async function survey(address: string, letter: 'invitation' | 'reminder'): Promise<string> {
    for (;;) {
      const found = byAddress.get(address)?.find(({ subject }) => subject === subjects[letter])
      const link = found && (await linkIn(mailbox, found.id).catch(() => undefined))
      if (link) return link
      await pause(100, undefined, { signal: stop })
    }
  }

  return { watch, survey }
}

/** As FastTrack fixes them. */
const subjects = {
  invitation: 'It only takes two minutes',
  reminder: 'Reminder: It only takes two minutes',
} as const

/** All mails there are, page by page. */
export async function* newestFirst(mailbox: string): AsyncGenerator<Delivered> {
  let after = ''
  for (;;) {
    const { data, has_more } = Value.Parse(Page, await get(`${mailbox}/emails?limit=100${after}`))
    for (const { id, to, subject } of data) yield { id, to: to[0] ?? '', subject }
    if (!has_more) return
    after = `&after=${data.at(-1)?.id}`
  }
}

async function linkIn(mailbox: string, id: string): Promise<string | undefined> {
  const { text } = Value.Parse(Mail, await get(`${mailbox}/emails/${id}`))
  return /\S+\/s\/[\w.-]+/.exec(text)?.[0]
}

async function get(url: string): Promise<unknown> {
  const headers = { authorization: 'Bearer re_chaos' }
  return (await fetch(url, { headers, signal: AbortSignal.timeout(10_000) })).json()
}
