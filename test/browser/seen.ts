import type { Locator, Page } from 'playwright-core'
import { contrast } from '../../src/domain/brand.ts'

/** A part of what a window shows, in CSS pixels from its corner. */
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** A spot of an element: which share of the way from its left and from its top. */
type Spot = { readonly of: Locator; readonly x: number; readonly y: number }

/** How far apart two spots are in brightness as they are seen, from 1 to 21. */
export async function contrastBetween(page: Page, one: Spot, other: Spot): Promise<number> {
  return contrast(await colourAt(page, one), await colourAt(page, other))
}

async function colourAt(page: Page, { of, x, y }: Spot): Promise<string> {
  await of.scrollIntoViewIfNeeded()
  const box = await of.boundingBox()
  if (!box) throw new Error('what is not shown has no colour')
  const png = await shot(page, { x: box.x + box.width * x, y: box.y + box.height * y, width: 1, height: 1 })
  return page.evaluate<string>(`(async (png) => { ${decode}; return colour(await decode(png), 0) })('${png}')`)
}

/** How many pixels change, each by a contrast of at least 3, because the focus is where it is. Leaves it there. */
export async function focusIndicator(page: Page): Promise<number> {
  const { x, y, width, height } = await page.evaluate<Box>(focusedBox)
  const around = { x: x - 6, y: y - 6, width: width + 12, height: height + 12 }
  const focused = await shot(page, around)
  await page.evaluate('globalThis.wasFocused = document.activeElement, wasFocused.blur()')
  const blurred = await shot(page, around)
  await page.evaluate('wasFocused.focus({ preventScroll: true })')
  const changes = await page.evaluate<Record<string, number>>(`(${changed})('${focused}', '${blurred}')`)
  return Object.entries(changes)
    .filter(([pair]) => contrast(pair.slice(0, 7), pair.slice(7)) >= 3)
    .reduce((sum, [, pixels]) => sum + pixels, 0)
}

const focusedBox = `(() => {
  const { x, y, width, height } = (document.activeElement.closest('.option') ?? document.activeElement).getBoundingClientRect()
  return { x, y, width, height }
})()`

/** A picture of a part of the window, as a PNG in base64. */
async function shot(page: Page, { x, y, width, height }: Box): Promise<string> {
  const [left, top] = [Math.max(0, x), Math.max(0, y)]
  const clip = { x: left, y: top, width: width + x - left, height: height + y - top }
  return (await page.screenshot({ clip, animations: 'disabled' })).toString('base64')
}

/** Reads a picture in the browser. */
const decode = `
  const decode = async (png) => {
    const image = Object.assign(new Image(), { src: 'data:image/png;base64,' + png })
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
    canvas.drawImage(image, 0, 0)
    return canvas.getImageData(0, 0, image.width, image.height).data
  }
  const colour = (data, at) => '#' + [0, 1, 2].map((i) => data[at + i].toString(16).padStart(2, '0')).join('')`

/** How many pixels changed from which colour to which. */
const changed = `async (...pngs) => {
  ${decode}
  const [one, other] = await Promise.all(pngs.map(decode))
  const pairs = {}
  for (let at = 0; at < one.length; at += 4) {
    if ([0, 1, 2].every((i) => one[at + i] === other[at + i])) continue
    const pair = colour(one, at) + colour(other, at)
    pairs[pair] = (pairs[pair] ?? 0) + 1
  }
  return pairs
}`

/** Texts that are cut off, or lie outside of what holds them: a face, a button, a box, the page. */
export const spilled = `[...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && !one.closest('.trap, .unseen, .skip, textarea, option'))
  .flatMap((one) => {
    const text = [...one.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== '')
    const box = one.closest('.face, button, summary, .question, .notice, .summary, header, main, footer').getBoundingClientRect()
    return text.flatMap((node) => {
      const range = new Range()
      range.selectNodeContents(node)
      return [...range.getClientRects()].some(({ left, right, top, bottom }) =>
        left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1 || left < 0 || right > innerWidth)
        ? [node.data] : []
    })
  })`

/** The focused element where something else lies over all of it, or it is outside of the window; else nothing. */
export const hiddenFocus = `(() => {
  const focus = document.activeElement
  const { left, right, top, bottom } = focus.getBoundingClientRect()
  const shown = [[left + 2, top + 2], [(left + right) / 2, (top + bottom) / 2], [right - 2, bottom - 2]].some(([x, y]) => {
    const hit = document.elementFromPoint(x, y)
    return hit !== null && (focus.contains(hit) || hit.closest('label')?.contains(focus))
  })
  return shown ? undefined : focus.outerHTML
})()`
