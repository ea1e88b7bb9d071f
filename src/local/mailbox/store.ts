import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { isTo, Message } from './message.ts'

/** The answer to a request that carried an idempotency key. */
const Answered = Type.Object({ key: Type.String(), payload: Type.String(), answer: Type.Unknown(), at: Type.String() })
/** What one accepted request left behind; one line of the file. */
const Delivery = Type.Object({ messages: Type.Array(Message), answered: Type.Optional(Answered) })

export type Answered = Readonly<Static<typeof Answered>>
export type Delivery = Readonly<Static<typeof Delivery>>

const keptFor = 24 * 60 * 60 * 1000

/** All mails and the idempotency keys of a day, in memory and, if a file is given, in its lines. Writes are synchronous: what is
 *  answered is in the file, and lines never mix. */
export class Store {
  private readonly file: string | undefined
  private messages: Message[] = []
  private keys = new Map<string, Answered>()

  constructor(file?: string) {
    this.file = file
    if (!file || !existsSync(file)) return
    const text = readFileSync(file, 'utf8')
    // A kill in the middle of a write leaves half a line, whose request was never answered.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole))
    for (const line of whole.split('\n').filter(Boolean)) this.keep(Value.Parse(Delivery, JSON.parse(line)))
  }

  deliver(delivery: Delivery): void {
    if (this.file) appendFileSync(this.file, line(delivery), { mode: 0o600 })
    this.keep(delivery)
  }

  newestFirst(to?: string): readonly Message[] {
    const found = to ? this.messages.filter((message) => isTo(message, to)) : this.messages
    return found.toReversed()
  }

  find(id: string): Message | undefined {
    return this.messages.find((message) => message.id === id)
  }

  answered(key: string, now: Date): Answered | undefined {
    const found = this.keys.get(key)
    return found && now.getTime() - Date.parse(found.at) < keptFor ? found : undefined
  }

  /** Throws the mails away. The keys stay, so that a repeated request is still not delivered again. */
  clear(): void {
    this.messages = []
    const keys = [...this.keys.values()].map((answered) => line({ messages: [], answered }))
    if (this.file) writeFileSync(this.file, keys.join(''), { mode: 0o600 })
  }

  private keep({ messages, answered }: Delivery): void {
    this.messages.push(...messages)
    if (answered) this.keys.set(answered.key, answered)
  }
}

function line(delivery: Delivery): string {
  return `${JSON.stringify(delivery)}\n`
}
