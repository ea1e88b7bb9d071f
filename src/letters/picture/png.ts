import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** Dots of the picture for one of the letter: sharp on screens of today. */
const zoom = 2

/** Draws an SVG as PNG. The same SVG gives the same bytes. Of letters only what is in DejaVu Sans can be drawn.
 *  @returns the file, in base64 */
export async function pngOf(svg: ReactElement): Promise<string> {
  const fonts = await ready()
  const options = {
    font: { fontBuffers: [...fonts], defaultFontFamily: 'DejaVu Sans', loadSystemFonts: false },
    fitTo: { mode: 'zoom', value: zoom },
  } as const
  const resvg = new Resvg(renderToStaticMarkup(svg), options)
  const image = resvg.render()
  const png = Buffer.from(image.asPng()).toString('base64')
  image.free()
  resvg.free()
  return png
}

let begun: Promise<readonly Uint8Array[]> | undefined

/** Loads program and fonts once. */
function ready(): Promise<readonly Uint8Array[]> {
  begun ??= load()
  return begun
}

async function load(): Promise<readonly Uint8Array[]> {
  await initWasm(await fileOf('@resvg/resvg-wasm/index_bg.wasm'))
  return Promise.all([
    fileOf('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    fileOf('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ])
}

async function fileOf(module: string): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve(module)))
}
