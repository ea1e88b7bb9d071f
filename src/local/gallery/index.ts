import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { type Language, languages } from '../../locales/languages.ts'
import { type Sample, samples } from './letters.ts'
import { galleryPage } from './page.ts'

type Choice = { readonly letter: string; readonly language: string }

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Shows every letter in every language: as HTML, as plain text, and from right to left beside it. */
export function galleryRoutes(app: FastifyInstance): void {
  const style = readFileSync(new URL('gallery.css', import.meta.url), 'utf8')
  app.get('/dev/gallery.css', (_request, reply) => reply.type('text/css').send(style))

  app.get<{ Querystring: Partial<Choice> }>('/dev/letters', async ({ query }, reply) => {
    const chosen = find(query.letter, query.language) ?? find('survey-invitation', 'en-US')
    if (!chosen) throw new Error('there is no sample of the invitation')
    reply.header('content-security-policy', policy).type('text/html; charset=utf-8')
    return galleryPage(chosen)
  })

  app.get<{ Params: Choice }>('/dev/letters/:letter/:language', async ({ params }, reply) => {
    const found = find(params.letter, params.language)
    if (!found) return reply.callNotFound()
    const { html, attachments = [] } = await found.sample(found.language)
    const shown = attachments.reduce(
      (page, { contentId, contentType, content }) =>
        page.replaceAll(`cid:${contentId}`, `data:${contentType};base64,${content}`),
      html,
    )
    return reply.type('text/html; charset=utf-8').send(shown)
  })
}

export type Found = { readonly letter: string; readonly language: Language; readonly sample: Sample }

function find(letter: string | undefined, tag: string | undefined): Found | undefined {
  const language = languages.find((one) => one === tag)
  const sample = samples.get(letter ?? '')
  return language && letter && sample ? { letter, language, sample } : undefined
}
