import { randomUUID } from 'node:crypto'
import type { EmailEvent } from './events.ts'
import { signatureHeaders } from './signature.ts'

/** Where events go, and what they are signed with. */
export type WebhookEndpoint = { readonly url: string; readonly secret: string }

type Post = { readonly id: string; readonly body: string; readonly attempt: number }

/** So many posts are on their way at a time. */
const mostAtOnce = 8

/** How long to wait after each failed attempt, in milliseconds: shorter than Resend, which goes on for a day. */
const pauses = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]

const patience = 15_000

/** Posts signed events, each until it is taken or was tried often enough, in no order that anybody may rely on. */
export class Webhooks {
  private readonly endpoint: WebhookEndpoint
  private readonly closed = new AbortController()
  private readonly waiting: Post[] = []
  private onTheirWay = 0

  constructor(endpoint: WebhookEndpoint) {
    this.endpoint = endpoint
  }

  tell(events: readonly EmailEvent[]): void {
    this.waiting.push(
      ...events.map((event) => ({ id: `msg_${randomUUID()}`, body: JSON.stringify(event), attempt: 0 })),
    )
    this.next()
  }

  close(): void {
    this.closed.abort()
    this.waiting.length = 0
  }

  private next(): void {
    while (this.onTheirWay < mostAtOnce) {
      const post = this.waiting.shift()
      if (!post) return
      this.onTheirWay += 1
      void this.send(post).finally(() => {
        this.onTheirWay -= 1
        this.next()
      })
    }
  }

  private async send(post: Post): Promise<void> {
    const pause = pauses[post.attempt]
    if ((await this.isTaken(post)) || pause === undefined || this.closed.signal.aborted) return
    const again = () => {
      if (this.closed.signal.aborted) return
      this.waiting.push({ ...post, attempt: post.attempt + 1 })
      this.next()
    }
    setTimeout(again, pause).unref()
  }

  private async isTaken({ id, body }: Post): Promise<boolean> {
    const { url, secret } = this.endpoint
    const headers = { 'content-type': 'application/json', ...signatureHeaders(secret, { id, body }) }
    const signal = AbortSignal.any([this.closed.signal, AbortSignal.timeout(patience)])
    const answer = await fetch(url, { method: 'POST', headers, body, signal }).catch(() => undefined)
    await answer?.arrayBuffer().catch(() => undefined)
    return answer?.ok ?? false
  }
}
