import { Type } from 'typebox'
import { findProgram } from '../../db/programs.ts'
import { findReferralProgram } from '../../db/referral/programs.ts'
import {
  type Accent,
  accentsOf,
  type Brand,
  type Branded,
  logoPicture,
  type ShownLogo,
  shownLogo,
} from '../../domain/brand.ts'
import type { App, HttpDependencies } from '../app.ts'

/** What an address says that never changes its content. */
export const forGood = { 'cache-control': 'public, max-age=31536000, immutable' }

/** What a page takes from the vendor: a stylesheet of its colour, and its logo. */
export type PageBrand = { readonly style: string; readonly logo?: ShownLogo }

export function pageBrand(program: Branded, kind?: 'referrals'): PageBrand | undefined {
  if (!program.brand) return undefined
  const logo = shownLogo(program, kind)
  return { style: `/assets/brand/${program.brand.colour.slice(1)}.css`, ...(logo && { logo }) }
}

/** What pages of a brand bring along: a published version never changes, so all of it may be kept for good. */
export function registerBrand(app: App, { db }: HttpDependencies): void {
  const colour = { hide: true, params: Type.Object({ file: Type.String() }) }
  app.get('/assets/brand/:file', { schema: colour }, async (request, reply) => {
    const found = /^([0-9a-f]{6})\.css$/.exec(request.params.file)?.[1]
    if (found === undefined) return reply.callNotFound()
    return reply
      .type('text/css; charset=utf-8')
      .headers(forGood)
      .send(brandStyle(`#${found}`))
  })

  registerLogo(app, '', (id, version) => findProgram(db, id, version))
  registerLogo(app, '/referrals', (id, version) => findReferralProgram(db, id, version))
}

/** Letters show it, too: mail programs on the web are other sites. */
const shownAnywhere = { ...forGood, 'cross-origin-resource-policy': 'cross-origin' }

type Find = (id: string, version: number) => Promise<{ readonly brand?: Brand } | undefined>

function registerLogo(app: App, below: string, find: Find): void {
  const schema = { hide: true, params: Type.Object({ program: Type.String(), version: Type.String() }) }
  app.get(`/assets/brand${below}/:program/:version/logo.png`, { schema }, async (request, reply) => {
    const { program: id, version } = request.params
    const found = /^\d{1,9}$/.test(version) ? await find(id, Number(version)) : undefined
    const picture = found?.brand?.logo === undefined ? undefined : logoPicture(found.brand.logo)
    if (!picture) return reply.callNotFound()
    return reply.type('image/png').headers(shownAnywhere).send(picture.png)
  })
}

/** The survey's own colours, replaced. */
export function brandStyle(colour: string): string {
  const { light, dark } = accentsOf(colour)
  return `:root{${variables(light)}}@media screen and (prefers-color-scheme:dark){:root{${variables(dark)}}}\n`
}

function variables({ accent, onAccent, tint }: Accent): string {
  return `--accent:${accent};--on-accent:${onAccent};--tint:${tint}`
}
