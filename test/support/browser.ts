import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { launchChromium } from './chromium.ts'

/** A real Chromium for the tests of a file. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await launchChromium()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
  })
  return () => {
    if (!browser) throw new Error('the browser is not open yet')
    return browser
  }
}

/** Somebody at a browser of their own, without cookies or history, until the test is over. */
export type Visitor = {
  readonly page: Page
  /** What the pages asked for. */
  readonly requests: readonly string[]
  /** What the browser refused because of a page's Content-Security-Policy. */
  readonly refusals: readonly string[]
}

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext(options)
  onTestFinished(() => context.close())
  context.setDefaultTimeout(15_000)
  const requests: string[] = []
  const refusals: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refusals.push(message.text())
  })
  return { page: await context.newPage(), requests, refusals }
}
