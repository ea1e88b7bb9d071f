import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** A colour that is still fading into the next one has no contrast to speak of. */
const atRest = 'Promise.allSettled(document.getAnimations().map(({ finished }) => finished))'
// Without `preload` axe itself requests nothing.
const run = `axe.run(document, { preload: false, runOnly: ${JSON.stringify(tags)} })`

/** What axe finds wrong with a page under WCAG 2.2 AA: each rule with the elements that break it. */
export async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${source}; undefined`)
  await page.evaluate(atRest)
  const { violations } = await page.evaluate<AxeResults>(run)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}
