import type { Browser, CDPSession } from 'playwright-core'
import { surveyToken } from '../../src/domain/surveyToken.ts'
import type { Language } from '../../src/locales/languages.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Ground, openGround } from './ground.ts'
import { nameContacts, open } from './opening.ts'
import { type Product, setUp } from './product.ts'
import type { Size } from './size.ts'
import { type Figures, median, type Row, type Section } from './table.ts'
import { tell } from './tell.ts'

/** From left to right, from right to left, and in a script without spaces. */
const languages = ['en-US', 'he', 'ja'] as const satisfies readonly Language[]

/** Slow 4G as Lighthouse has it, where every request waits as long as a new connection over TLS takes: 562.5 ms, 1.47 Mbit/s. */
const slow = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.6e6 * 0.9) / 8,
  uploadThroughput: (0.75e6 * 0.9) / 8,
}

/** How much slower than this machine the phone computes. */
const slowdown = 4

const budget = { paint: 1_000, kilobytes: 30 } as const

type Opening = { readonly paint: number; readonly kilobytes: number }

/** What a customer with a slow phone waits for: the first paint of the survey, and all it brings over the wire, each time with nothing
 *  kept from before. */
export async function pages({ quick }: Size): Promise<Section> {
  const rounds = quick ? 1 : 9
  const ground = await openGround()
  try {
    const product = await setUp(ground)
    await product.startApi()
    const survey = await openSurvey(ground, product)
    const browser = await launchChromium()
    ground.atEnd(() => browser.close())
    const openings = new Map<Language, Opening[]>(languages.map((language) => [language, []]))
    for (let round = 0; round <= rounds; round += 1) {
      for (const language of languages) {
        const opening = await openOn(browser, `${survey}?lang=${language}`)
        tell(`${round === 0 ? 'warm-up' : `round ${round}`}, ${language}: ${opening.paint.toFixed(0)} ms`)
        if (round > 0) openings.get(language)?.push(opening)
      }
    }
    return { name: 'pages', rows: [...openings].flatMap(([language, found]) => rowsOf(language, found)) }
  } finally {
    await ground.close()
  }
}

function rowsOf(language: Language, found: readonly Opening[]): readonly Row[] {
  const row = (what: string, unit: string, ours: Figures, limit: number): Row => ({
    what: `survey in ${language} on a slow phone: ${what}`,
    unit,
    ours,
    budget: { says: `≤ ${limit.toLocaleString('en-US')}`, met: median(ours) <= limit },
  })
  return [
    row(
      'first paint',
      'ms',
      found.map(({ paint }) => paint),
      budget.paint,
    ),
    row(
      'over the wire',
      'KB',
      found.map(({ kilobytes }) => kilobytes),
      budget.kilobytes,
    ),
  ]
}

async function openSurvey(ground: Ground, { call, secret, url }: Product): Promise<string> {
  await nameContacts(call, await open(call, 'fasttrack', 'pages'), 1)
  const { rows } = await ground.db.query<{ id: string }>('select id from invitations')
  return `${url}/s/${surveyToken(secret, rows[0]?.id ?? '')}`
}

/** Opens a page as somebody does who was never there. */
async function openOn(browser: Browser, url: string): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    const bytes = countBytes(devtools)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', slow)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.goto(url, { waitUntil: 'networkidle' })
    return { paint: await page.evaluate<number>(firstPaint), kilobytes: bytes() / 1024 }
  } finally {
    await context.close()
  }
}

/** The instant of the first words or pictures, in milliseconds from when the link was followed. */
const firstPaint = `performance.getEntriesByName('first-contentful-paint')[0].startTime`

/** Counts what comes over the wire, headers and all. */
function countBytes(devtools: CDPSession): () => number {
  let bytes = 0
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  return () => bytes
}
