import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { type Language, languages } from '../../locales/languages.ts'
import { type Sample, samples } from './letters.ts'
import { logo } from './logo.ts'
import { galleryPage } from './page.ts'
import { trend } from './trend.ts'

type Choice = { readonly letter: string; readonly language: string }
type View = { readonly in: 'light' | 'dark' }

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Shows every letter in every language: as HTML in light and in dark, as plain text, and from right to left beside it. */
export function galleryRoutes(app: FastifyInstance): void {
  const style = readFileSync(new URL('gallery.css', import.meta.url), 'utf8')
  app.get('/dev/gallery.css', (_request, reply) => reply.type('text/css').send(style))

  app.get<{ Querystring: Partial<Choice> }>('/dev/letters', async ({ query }, reply) => {
    const chosen = find(query.letter, query.language) ?? find('survey-invitation', 'en-US')
    if (!chosen) throw new Error('there is no sample of the invitation')
    reply.header('content-security-policy', policy).type('text/html; charset=utf-8')
    return galleryPage(chosen)
  })

  app.get<{ Params: Choice; Querystring: Partial<View> }>(
    '/dev/letters/:letter/:language',
    async ({ params, query }, reply) => {
      const found = find(params.letter, params.language)
      if (!found) return reply.callNotFound()
      const { html } = await found.sample(found.language)
      return reply.type('text/html; charset=utf-8').send(seenIn(query.in, await withPictures(html)))
    },
  )
}

/** Puts in what comes from the site, or with the letter. */
async function withPictures(page: string): Promise<string> {
  const shown = page.replaceAll(/src="[^"]+\/logo\.png"/g, `src="${logo}"`)
  return shown.includes('src="cid:') ? shown.replaceAll(/src="cid:[^"]+"/g, `src="${await trend()}"`) : shown
}

/** As a device in light or in dark mode shows it, whatever this one is in. */
function seenIn(mode: View['in'] | undefined, page: string): string {
  if (mode === undefined) return page
  return page.replace('(prefers-color-scheme: dark)', mode === 'dark' ? 'all' : 'not all')
}

export type Found = { readonly letter: string; readonly language: Language; readonly sample: Sample }

function find(letter: string | undefined, tag: string | undefined): Found | undefined {
  const language = languages.find((one) => one === tag)
  const sample = samples.get(letter ?? '')
  return language && letter && sample ? { letter, language, sample } : undefined
}
