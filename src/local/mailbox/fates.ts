import { type Static, Type } from 'typebox'
import { addressIn, isTo, type Message } from './message.ts'

/** What may become of a mail after it was accepted. */
export const fates = ['delivered', 'delayed', 'soft-bounced', 'bounced', 'complained', 'failed', 'suppressed'] as const
export type Fate = (typeof fates)[number]

/** What is to become of mails to an address: of all, or of the next few; from every sender, or from one. */
export const Destiny = Type.Object({
  to: Type.String(),
  from: Type.Optional(Type.String()),
  fate: Type.Enum(fates),
  times: Type.Optional(Type.Integer({ minimum: 1 })),
})
export type Destiny = Readonly<Static<typeof Destiny>>

/** Resend's own test addresses, with or without a label such as bounced+ada@resend.dev. */
const testAddress = /^(delivered|bounced|complained|suppressed)(\+[^@]*)?@resend\.dev$/i

/** Decides what becomes of mails, for tests of what survives it. What was said last counts first. */
export class Fates {
  private destinies: (Destiny & { left: number })[] = []

  plan(destiny: Destiny): void {
    this.destinies.unshift({ ...destiny, left: destiny.times ?? Infinity })
  }

  of(message: Message): Fate {
    const destiny = this.destinies.find(({ to, from, left }) => {
      const isFrom = from === undefined || addressIn(message.from) === from.toLowerCase()
      return left > 0 && isFrom && isTo(message, to)
    })
    if (!destiny) return fateByAddress(message)
    destiny.left -= 1
    return destiny.fate
  }
}

function fateByAddress({ to }: Message): Fate {
  const tested = to.map((one) => testAddress.exec(addressIn(one))?.[1]?.toLowerCase())
  return fates.find((fate) => tested.includes(fate)) ?? 'delivered'
}
