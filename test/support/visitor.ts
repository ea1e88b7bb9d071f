import { shownToken } from '../../src/http/survey/shown.ts'
import { portal } from './portal.ts'
import { type World, worldSecret } from './world.ts'

/** Somebody whom nobody invited: opens a membership's own address, answers, and confirms from where they work. */
export function visitors(world: World) {
  const { app, db } = world
  const act = portal(world)

  /** Gives Fabrikam, or somebody else, an address. */
  async function choose(slug: string, { partner = 'fabrikam', program = 'pulse' } = {}): Promise<void> {
    const url = `/v1/partners/${partner}/memberships/${program}/address`
    await act.call('PUT', url, { body: { slug }, role: 'operator' })
  }

  /** Sends the form as a person would who took a minute for it. */
  async function visit(slug: string, email: string, fields: Readonly<Record<string, string>> = {}) {
    const shown = shownToken(worldSecret, new Date(Date.now() - 60_000))
    return post(`/p/${slug}`, { overall: '4', language: 'en-US', shown, email, ...fields })
  }

  async function post(url: string, fields: Readonly<Record<string, string>>) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return app.inject({ method: 'POST', url, headers, payload: new URLSearchParams(fields).toString() })
  }

  /** The token of the link that a visitor was sent. */
  async function tokenOf(email: string, subject = 'Please confirm'): Promise<string> {
    return act.tokenIn(await act.mail(email, subject))
  }

  /** The id of the answers that the page shows. */
  async function shownAnswers(token: string): Promise<string> {
    const { body } = await app.inject(`/s/${token}/confirm`)
    return /name="held" value="([^"]+)"/.exec(body)?.[1] ?? ''
  }

  async function confirm(token: string, held?: string) {
    return post(`/s/${token}/confirm`, { language: 'en-US', held: held ?? (await shownAnswers(token)) })
  }

  /** The engagements of a customer, with what is kept of their answers. */
  async function engagementsOf(customer: string) {
    return db
      .selectFrom('engagements')
      .leftJoin('responses', 'responses.engagement_id', 'engagements.id')
      .select(['engagements.id', 'engagements.partner_id as partner', 'stage', 'answers', 'set_aside', 'submitted_at'])
      .where('customer_id', '=', customer)
      .execute()
  }

  async function held(partner = 'fabrikam', program = 'pulse'): Promise<number> {
    const url = `/v1/partners/${partner}/memberships/${program}/address`
    return (await act.call('GET', url, { role: 'operator' })).body.held
  }

  return { ...act, choose, visit, post, tokenOf, shownAnswers, confirm, engagementsOf, held }
}
