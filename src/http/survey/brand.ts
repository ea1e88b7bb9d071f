import { Type } from 'typebox'
import { findProgram } from '../../db/programs.ts'
import { type Accent, accentsOf, logoPicture } from '../../domain/brand.ts'
import type { Program } from '../../domain/program.ts'
import type { App, HttpDependencies } from '../app.ts'

/** What an address says that never changes its content. */
export const forGood = { 'cache-control': 'public, max-age=31536000, immutable' }

/** What a page takes from the vendor: a stylesheet of its colour, and its logo as large as it is shown. */
export type PageBrand = {
  readonly style: string
  readonly logo?: { readonly url: string; readonly width: number; readonly height: number }
}

/** How high a logo is shown, in CSS pixels. */
const shownHeight = 32

export function pageBrand({ id, version, brand }: Program): PageBrand | undefined {
  if (!brand) return undefined
  const style = `/assets/brand/${brand.colour.slice(1)}.css`
  const picture = brand.logo === undefined ? undefined : logoPicture(brand.logo)
  if (!picture) return { style }
  const width = Math.round((picture.width / picture.height) * shownHeight)
  return { style, logo: { url: `/assets/brand/${id}/${version}/logo.png`, width, height: shownHeight } }
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

  const logo = { hide: true, params: Type.Object({ program: Type.String(), version: Type.String() }) }
  app.get('/assets/brand/:program/:version/logo.png', { schema: logo }, async (request, reply) => {
    const { program: id, version } = request.params
    const program = /^\d{1,9}$/.test(version) ? await findProgram(db, id, Number(version)) : undefined
    const picture = program?.brand?.logo === undefined ? undefined : logoPicture(program.brand.logo)
    if (!picture) return reply.callNotFound()
    return reply.type('image/png').headers(forGood).send(picture.png)
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
