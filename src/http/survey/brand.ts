import { Type } from 'typebox'
import { findProgram } from '../../db/programs.ts'
import { findReferralProgram } from '../../db/referral/programs.ts'
import { type Brand, type Branded, logoPicture, type ShownLogo, shownLogo } from '../../domain/brand.ts'
import type { App, HttpDependencies } from '../app.ts'

/** What an address says that never changes its content. */
export const forGood = { 'cache-control': 'public, max-age=31536000, immutable' }

/** What a page takes from the vendor: its colour, and its logo. */
export type PageBrand = { readonly colour: string; readonly logo?: ShownLogo }

export function pageBrand(program: Branded, kind?: 'referrals'): PageBrand | undefined {
  if (!program.brand) return undefined
  const logo = shownLogo(program, kind)
  return { colour: program.brand.colour, ...(logo && { logo }) }
}

/** The logos of published versions, which never change: they may be kept for good. */
export function registerBrand(app: App, { db }: HttpDependencies): void {
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
