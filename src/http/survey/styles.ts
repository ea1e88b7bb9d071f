import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Accent, accentsOf } from '../../domain/brand.ts'
import { withoutComments } from './assets.ts'

const survey = withoutComments(readFileSync(new URL('survey.css', import.meta.url), 'utf8'))

/** Where a page says which styles it is shown in: the survey's, or the colour of a brand. */
const place = /<style data-sheet="(survey|#[0-9a-f]{6})"><\/style>/g

/** Puts the styles into a page: who opens a survey was mostly never here, and on a slow phone a request less shows it half a second sooner.
 *  @returns the page, and what its policy has to allow: these styles, by their hashes, and no other */
export function withStyles(html: string): { readonly html: string; readonly allowed: string } {
  const hashes: string[] = []
  const styled = html.replaceAll(place, (_, sheet: string) => {
    const css = sheet === 'survey' ? survey : brandStyle(sheet)
    hashes.push(`'sha256-${createHash('sha256').update(css).digest('base64')}'`)
    return `<style>${css}</style>`
  })
  return { html: styled, allowed: hashes.join(' ') }
}

/** The survey's own colours, replaced. */
function brandStyle(colour: string): string {
  const { light, dark } = accentsOf(colour)
  return `:root{${variables(light)}}@media screen and (prefers-color-scheme:dark){:root{${variables(dark)}}}`
}

function variables({ accent, onAccent, tint }: Accent): string {
  return `--accent:${accent};--on-accent:${onAccent};--tint:${tint}`
}
