import type { World } from './world.ts'

/** Somebody who looks at the console with a browser.
 *  `who` is a role or a key. */
export function visitor(world: () => World) {
  async function signIn(who: string): Promise<string> {
    const key = new Map<string, string>(Object.entries(world().keys)).get(who) ?? who
    const answer = await world().app.inject({
      method: 'POST',
      url: '/console/sign-in',
      headers: formType,
      payload: new URLSearchParams({ key }).toString(),
    })
    return String(answer.headers['set-cookie']).split(';')[0] ?? ''
  }

  async function get(url: string, who: string) {
    const answer = await world().app.inject({ url, headers: { cookie: await signIn(who) } })
    return { status: answer.statusCode, body: answer.body, cache: answer.headers['cache-control'] }
  }

  async function post(
    url: string,
    who: string,
    fields: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    const answer = await world().app.inject({
      method: 'POST',
      url,
      headers: { ...formType, cookie: await signIn(who), ...headers },
      payload: new URLSearchParams(fields).toString(),
    })
    return { status: answer.statusCode, body: answer.body, location: answer.headers.location }
  }

  return { signIn, get, post }
}

export const formType = { 'content-type': 'application/x-www-form-urlencoded' }

/** What a reader sees of a page. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<svg.*?<\/svg>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/ +([,.])/g, '$1')
    .replaceAll(/ +/g, ' ')
}
