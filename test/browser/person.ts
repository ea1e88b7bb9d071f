import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Types as a person does: a sentence takes longer than the second under which a form counts as filled in by a machine. */
export const unhurried = { delay: 60 } as const

/** Presses Tab until the focus is where it is wanted, and notes each stop on the way by its field's name or its words. */
export async function tabTo(page: Page, selector: string, way: string[]): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    const focus = page.locator(':focus')
    way.push(await nameOf(focus))
    if ((await page.locator(`${selector}:focus`).count()) > 0) return
  }
  expect.fail(`the Tab key never leads to ${selector}, only to ${way.join(', ')}`)
}

/** What the keyboard leads to at the head of every English page. */
export const atTheHead = ['Skip to the content', expect.stringMatching(/^Languages English/)]

/** The name of a field, the words of anything else. */
export async function nameOf(element: Locator): Promise<string> {
  return (await element.getAttribute('name')) ?? (await element.innerText()).replaceAll(/\s+/g, ' ')
}

/** What an element says of itself to assistive technology through `aria-describedby`. */
export async function described(page: Page, element: Locator): Promise<string> {
  const ids = (await element.getAttribute('aria-describedby'))?.split(' ') ?? []
  const texts = await Promise.all(ids.map((id) => page.locator(`#${id}`).innerText()))
  return texts.join(' ')
}

/** The barriers of a letter on its own: the page of the mail program that shows it brings these. */
export const landmarks = /^(landmark-one-main|region):/

export async function leftEdge(page: Page, selector: string): Promise<number> {
  return (await page.locator(selector).boundingBox())?.x ?? Number.NaN
}

/** Waits until a page is there that is headed so. */
export async function expectHeading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}
