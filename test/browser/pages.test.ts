import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'
import { languages as few, invite } from './invite.ts'
import { unhurried } from './person.ts'
import { picture } from './picture.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()

/** With the scripts that need other fonts, line breaks and heights. */
const languages = [...few, 'ja', 'th', 'zh-Hans'] as const

const unreadable = { 'content-type': 'text/unheard-of' }

/** Every page there is, and how a customer comes to it with a link of their own. */
const ways: Readonly<Record<string, (page: Page, link: string) => Promise<void>>> = {
  form: (page, link) => open(page, link),
  errors: async (page, link) => {
    await open(page, link)
    await page.getByRole('textbox').pressSequentially('nothing is chosen', unhurried)
    await send(page, '.summary')
  },
  confirm: async (page, link) => {
    await open(page, link)
    await page.locator('input[name=overall][value="4"]').check()
    await page.locator('input[name=website]').fill('as machines fill in', { force: true })
    await send(page, '.note[role=alert]')
  },
  thanks: async (page, link) => answer(page, link),
  answered: async (page, link) => {
    await answer(page, link)
    await open(page, link)
  },
  expired: (page, link) => open(page, link),
  decline: (page, link) => open(page, `${link}/decline`),
  declined: async (page, link) => {
    await open(page, `${link}/decline`)
    await send(page, '.notice:not(:has(form))')
  },
  'opt-out': (page, link) => open(page, `${link}/opt-out`),
  'opted-out': async (page, link) => {
    await open(page, `${link}/opt-out`)
    await send(page, '.notice:not(:has(form))')
  },
  unknown: (page, link) => open(page, `${link.slice(0, -1)}~`),
  failed: async (page, link) => {
    await open(page, link)
    await page.route('**/s/*', (route) => route.continue({ headers: { ...route.request().headers(), ...unreadable } }))
    await send(page, '.action')
  },
}

let links: ReadonlyMap<string, string>

beforeAll(async () => {
  const people = Object.keys(ways).flatMap((name) => languages.map((language) => ({ name, language })))
  const { link } = await invite(world(), 'open', people)
  const over = languages.map((language) => ({ name: 'too-late', language }))
  const { id, link: linkOver } = await invite(world(), 'over', over)
  await portal(world()).call('POST', `/v1/engagements/${id}/terminate`)
  await vi.waitUntil(async () => (await portal(world()).see(id)).stage === 'closed', 30_000)
  links = new Map([
    ...people.map((person) => [`${person.name} ${person.language}`, link(person)] as const),
    ...over.map((person) => [`expired ${person.language}`, linkOver(person)] as const),
  ])
})

const pages = Object.entries(ways).flatMap(([name, way]) => languages.map((language) => ({ name, language, way })))

describe('a page', () => {
  it.each(pages)('[MX-08] $name in $language has no barriers, fits a small phone, asks nobody else', async (shown) => {
    const { name, language, way } = shown
    const { page, requests, refusals } = await visit(browser(), { locale: language })

    await way(page, links.get(`${name} ${language}`) ?? '')

    expect(await page.evaluate('[document.documentElement.lang, document.dir]')).toEqual([
      language,
      direction(language),
    ])
    expect(new Set(requests.map((url) => new URL(url).origin))).toEqual(new Set([world().publicUrl]))
    expect(refusals).toEqual([])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect({ colorScheme, barriers: await barriers(page) }).toEqual({ colorScheme, barriers: [] })
    }
    await page.setViewportSize({ width: 320, height: 568 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    expect(await page.evaluate(smallTargets)).toEqual([])
    await picture(page, `${name}-${language}-phone`)
    await page.setViewportSize({ width: 1280, height: 800 })
    await picture(page, `${name}-${language}-desktop`)
  })
})

/** What is pressed, but for links within sentences, and smaller than a thumb needs: 44 pixels. */
const smallTargets = `[...document.querySelectorAll('button, summary, .action, .option, .anonymity label, nav a, .ways-out a')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML)`

describe('the page that says we failed', () => {
  it('[MX-08] is in the language the customer switched to', async () => {
    const url = `${links.get('form en-US')}?lang=de`

    const answer = await fetch(url, { method: 'POST', headers: unreadable, body: '?' })

    expect(answer.status).toBe(415)
    expect(await answer.text()).toContain('<html lang="de" dir="ltr">')
  })
})

describe('the checks themselves', () => {
  it('see a refused style, a barrier and a page that is too wide', async () => {
    const { page, refusals } = await visit(browser(), { viewport: { width: 320, height: 568 } })
    await open(page, links.get('form en-US') ?? '')

    await page.evaluate(`
      document.head.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }))
      document.querySelector('label.words').remove()
      document.querySelector('h1').style.width = '999px'`)

    await expect.poll(() => refusals).toHaveLength(1)
    expect(await barriers(page)).toContainEqual(expect.stringMatching(/^label: <textarea/))
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeGreaterThan(320)
  })
})

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
}

/** Sends the form of a page and waits for what the next page shows. */
async function send(page: Page, expected: string): Promise<void> {
  await page.locator('main button[type=submit]').click()
  await page.locator(expected).waitFor()
}

async function answer(page: Page, link: string): Promise<void> {
  await open(page, link)
  await page.locator('input[name=overall][value="4"]').check()
  await page.getByRole('textbox').pressSequentially('all is well with us', unhurried)
  await send(page, '.notice')
}

function direction(language: (typeof languages)[number]): string {
  return language === 'he' ? 'rtl' : 'ltr'
}
