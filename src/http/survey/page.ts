import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import type { Db } from '../../db/database.ts'
import { DomainError } from '../../domain/errors.ts'
import { preselected } from '../../domain/preselection.ts'
import type { Program, ProgramQuestion } from '../../domain/program.ts'
import { programLanguages } from '../../domain/programTexts.ts'
import { type Language, languages, parseLanguage } from '../../locales/languages.ts'
import { questions } from '../../questions/index.ts'
import { type OpenedInvitation, openInvitation } from '../accept/invitation.ts'
import { UnknownPage } from './pages/index.ts'
import type { EngagementPageProps } from './pages/props.ts'
import { sendSmall } from './small.ts'
import { withStyles } from './styles.ts'

export const pageSchema = {
  hide: true,
  params: Type.Object({ token: Type.String() }),
  querystring: Type.Object({
    lang: Type.Optional(Type.String()),
    thanks: Type.Optional(Type.String({ description: 'Set after the answers were sent' })),
    done: Type.Optional(Type.String({ description: 'Set after a way out was taken' })),
  }),
}

type PageRequest = FastifyRequest<{ Params: { token: string }; Querystring: { lang?: string } }>

/** Opens the link of a page; one that leads nowhere gets the page that says so, in the visitor's language. */
export async function openPage(
  { db, config }: { db: Db; config: Pick<Config, 'SURVEY_SECRET'> },
  request: PageRequest,
  reply: FastifyReply,
): Promise<{ opened: OpenedInvitation; page: EngagementPageProps } | undefined> {
  try {
    const ownVersion = ownVersionIn(request.body)
    const { token } = request.params
    const opened = await openInvitation(db, { secret: config.SURVEY_SECRET, token, ownVersion })
    const language = chosen(request) ?? opened.contact.survey_language
    return { opened, page: pageOf(opened, language, request) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    showUnknown(request, reply)
    return undefined
  }
}

/** Sends a page with its styles in it, which its policy allows by their hashes, and no other. Pages that name none keep their policy. */
export function show(reply: FastifyReply, page: string): FastifyReply {
  const { html, allowed } = withStyles(page)
  if (allowed !== '') {
    const policy = String(reply.raw.getHeader('content-security-policy'))
    void reply.header('content-security-policy', policy.replace("style-src 'self'", `style-src ${allowed}`))
  }
  return sendSmall(reply.type('text/html; charset=utf-8'), html)
}

/** Says that a link leads nowhere, in the language of somebody we do not know. */
export function showUnknown(
  request: Pick<FastifyRequest, 'query' | 'body' | 'headers'>,
  reply: FastifyReply,
): FastifyReply {
  return show(reply.code(404), UnknownPage({ language: languageOf(request), languages }))
}

/** Goes on to another page, so that reloading it sends nothing twice. The language that was switched to goes along. */
export function goOn(
  request: Pick<FastifyRequest, 'query' | 'body'>,
  reply: FastifyReply,
  path: string,
  what: Readonly<Record<string, string>>,
): FastifyReply {
  const language = chosen(request)
  const query = new URLSearchParams({ ...what, ...(language && { lang: language }) })
  return reply.redirect(query.size > 0 ? `${path}?${query.toString()}` : path, 303)
}

function pageOf(
  { program, engagement, partnerName }: OpenedInvitation,
  language: Language,
  { params, query }: Pick<PageRequest, 'params' | 'query'>,
): EngagementPageProps {
  const names = { partner: partnerName, customer: engagement.customer_name, subject: engagement.subject_name }
  return {
    program,
    language,
    languages: programLanguages(program),
    keep: keptOf(query, program),
    draftKey: draftKey(params.token),
    engagement: names,
  }
}

/** What an address says beside the language and is true of the page in every language. */
export function keptOf(query: unknown, program?: Program): Readonly<Record<string, string>> {
  const said = fieldsOf(query)
  const steps = ['thanks', 'done'].filter((name) => said[name] !== undefined).map((name) => [name, '1'] as const)
  const ratings = program ? Object.entries(preselected(program, said)) : []
  return Object.fromEntries([...ratings.map(([key, value]) => [key, String(value)] as const), ...steps])
}

/** The name of a draft on the respondent's device: it tells nobody the link. */
export function draftKey(secretPath: string): string {
  return `draft:${createHash('sha256').update(secretPath).digest('base64url').slice(0, 22)}`
}

/** The language switched to on the page, which a form sends along. */
export function chosen({ query, body }: Pick<FastifyRequest, 'query' | 'body'>): Language | undefined {
  const written = fieldsOf(query)['lang'] ?? fieldsOf(body)['language']
  return written === undefined ? undefined : parseLanguage(written)
}

/** Which of the partner's own questions a form shows; undefined when it does not say. */
export function ownVersionIn(body: unknown): number | undefined {
  const { own = '' } = fieldsOf(body)
  return /^[1-9]\d{0,8}$/.test(own) ? Number(own) : undefined
}

/** The fields of a form, each once. */
export function fieldsOf(body: unknown): Readonly<Record<string, string>> {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return Object.fromEntries(fields.map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)]))
}

/** The answers of which there may be several, as the browser sent them: one as text, several as a list. */
export function listsOf(body: unknown, asked: readonly ProgramQuestion[]): Readonly<Record<string, unknown>> {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : []
  const keys = asked.filter(({ type }) => questions[type].isSeveral).map(({ key }) => key)
  return Object.fromEntries(fields.filter(([name]) => keys.includes(name)))
}

/** The language of somebody we do not know: chosen on the page, else the browser's. */
export function languageOf(request: Pick<FastifyRequest, 'query' | 'body' | 'headers'>): Language {
  return chosen(request) ?? preferred(request.headers['accept-language']) ?? 'en-US'
}

/** The first of the browser's languages that is one of ours. */
function preferred(header: string | undefined): Language | undefined {
  const tags = (header ?? '').split(',').map((entry) => entry.split(';')[0] ?? '')
  return tags
    .map((tag) => parseLanguage(tag) ?? parseLanguage(tag.split('-')[0] ?? ''))
    .find((language) => language !== undefined)
}
