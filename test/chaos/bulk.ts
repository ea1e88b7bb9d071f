import { setTimeout as pause } from 'node:timers/promises'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Answer } from './http.ts'

const Line = Type.Object({ line: Type.Integer(), status: Type.String() })
const Results = Type.Object({ results: Type.Array(Line) })

/** Collects what a portal reports and sends it together, as portals do that synchronise every now and then.
 *  @param post sends many facts until they are answered */
export function bulk(post: (facts: readonly object[]) => Promise<Answer>) {
  type Waiting = { readonly fact: object; readonly answered: (status: string) => void }
  let waiting: Waiting[] = []
  let sending: Promise<void> | undefined

  /** @returns how the line of this fact was answered */
  async function report(fact: object): Promise<string> {
    const answer = new Promise<string>((answered) => waiting.push({ fact, answered }))
    sending ??= send()
    const [status] = await Promise.all([answer, sending])
    return status
  }

  async function send(): Promise<void> {
    await pause(300)
    const sent = waiting
    waiting = []
    sending = undefined
    const { status, text } = await post(sent.map(({ fact }) => fact))
    const lines = status === 200 ? Value.Parse(Results, JSON.parse(text)).results : []
    for (const [i, { answered }] of sent.entries()) {
      answered(lines.find(({ line }) => line === i + 1)?.status ?? `${status}`)
    }
  }

  return { report }
}
