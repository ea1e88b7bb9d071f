import type { World } from '../../support/world.ts'

/** A form on a page: where it goes and what it asks. */
export type Form = { readonly method: 'GET' | 'POST'; readonly action: string; readonly fields: readonly string[] }

/** Every page that can be reached from some, and every form on them: a new page is found because another links to it. */
export async function crawl(
  { app }: World,
  { from, cookie }: { readonly from: readonly string[]; readonly cookie: string },
): Promise<{ readonly pages: readonly string[]; readonly forms: readonly Form[] }> {
  const pages = new Map<string, string>()
  const ahead = [...from]
  for (let url = ahead.shift(); url !== undefined && pages.size < 60; url = ahead.shift()) {
    const [path = ''] = url.split(/[?#]/)
    if (pages.has(path)) continue
    const answer = await app.inject({ url, headers: { cookie } })
    const { location } = answer.headers
    pages.set(path, answer.body)
    const links = [...answer.body.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href = '']) => href)
    ahead.push(...[...links, ...(location ? [location] : [])].map((href) => absolute(href, path)).filter(isOurs))
  }
  const forms = [...pages].flatMap(([path, html]) => formsOf(html, path))
  return { pages: [...pages.keys()], forms: unique(forms) }
}

function formsOf(html: string, path: string): readonly Form[] {
  return [...html.matchAll(/<form ([^>]*)>(.*?)<\/form>/gs)].map(([, head = '', body = '']) => ({
    method: /method="post"/i.test(head) ? 'POST' : 'GET',
    action: absolute(/action="([^"]*)"/.exec(head)?.[1] ?? path, path).split('#')[0] ?? '',
    fields: [...new Set([...body.matchAll(/ name="([^"]+)"/g)].map(([, name = '']) => name))],
  }))
}

function unique(forms: readonly Form[]): readonly Form[] {
  return [...new Map(forms.map((form) => [`${form.method} ${form.action}`, form])).values()]
}

function absolute(href: string, path: string): string {
  const { pathname, search } = new URL(href.replaceAll('&amp;', '&'), `http://ours.invalid${path}`)
  return href.startsWith('http') || href.startsWith('mailto:') ? href : `${pathname}${search}`
}

function isOurs(href: string): boolean {
  return href.startsWith('/console') || href.startsWith('/s/') || href.startsWith('/p/')
}
