import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { useBrowser, visit } from '../support/browser.ts'
import { useWorld } from '../support/world.ts'
import { askInEveryWay } from './everyType.ts'
import { tabTo } from './person.ts'
import { picture } from './picture.ts'
import { contrastBetween, focusIndicator, hiddenFocus, spilled } from './seen.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()
const url = (lang: string) => `${world().publicUrl}/p/every?lang=${lang}`

beforeAll(async () => askInEveryWay(world()))

/** What is answered: one of each kind that is chosen. */
const chosen = [
  ['quality', '4', '3'],
  ['recommend', '9', '8'],
  ['delivery', 'here', 'afar'],
  ['topics', 'training', 'planning'],
] as const

/** A survey with an answer of each kind. */
async function halfWay(page: Page, lang: string): Promise<void> {
  await page.goto(url(lang))
  for (const [question, value] of chosen) await page.locator(input(question, value)).check()
  await page.mouse.move(0, 0)
}

function input(question: string, value: string): string {
  return `input[name="${question}"][value="${value}"]`
}

function questionOf(name: string): string {
  return `fieldset:has([name=${name}])`
}

function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`)
}

describe('the survey for who sees it differently', () => {
  it.each([
    { lang: 'en-US', colorScheme: 'light' },
    { lang: 'he', colorScheme: 'dark' },
  ] as const)(
    '[MX-08] tells in forced colours, $colorScheme, what is chosen, focused, missing and done, in $lang',
    async ({ lang, colorScheme }) => {
      const { page } = await visit(browser(), {
        forcedColors: 'active',
        colorScheme,
        viewport: { width: 390, height: 844 },
      })
      await halfWay(page, lang)
      const side = { x: 0.02, y: 0.5 }

      for (const [question, value, other] of chosen) {
        const [is, isNot] = [value, other].map((one) => page.locator(`${input(question, one)} + .face`))
        if (!is || !isNot) throw new Error('there are two')
        expect(await contrastBetween(page, { of: is, ...side }, { of: isNot, ...side }), question).toBeGreaterThan(3)
      }
      const bar = page.locator('progress')
      const [done, toDo] = lang === 'he' ? [0.95, 0.05] : [0.05, 0.95]
      expect(await contrastBetween(page, { of: bar, x: done, y: 0.5 }, { of: bar, x: toDo, y: 0.5 })).toBeGreaterThan(3)
      await page.locator('.skip').focus()
      for (const selector of [input('recommend', '9'), 'textarea', input('quality', '4'), 'button[type=submit]']) {
        await tabTo(page, selector, [])
        expect(await focusIndicator(page), selector).toBeGreaterThan(100)
      }
      await page.keyboard.press('Enter')
      await page.locator('.summary').waitFor()
      expect([
        await styleOf(page, questionOf('overall'), 'borderInlineStartWidth'),
        await styleOf(page, questionOf('recommend'), 'borderInlineStartWidth'),
      ]).toEqual(['5px', '1px'])
      await picture(page, `forced-colours-${lang}`)
    },
  )

  it('[MX-08] is still where motion is not wanted', async () => {
    const { page } = await visit(browser(), { reducedMotion: 'reduce' })
    const moving = `document.getAnimations().length + [...document.querySelectorAll('*')].filter((one) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one)
      return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior !== 'auto'
    }).length`
    await halfWay(page, 'en-US')
    for (const one of await page.locator('summary').all()) await one.click()

    expect(await page.evaluate(moving)).toBe(0)
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    expect(await page.evaluate(moving)).toBeGreaterThan(0)
  })

  it.each(['en-US', 'he'])(
    '[MX-08] is read and answered at 400 percent in %s, and nothing covers where the focus is',
    async (lang) => {
      const { page } = await visit(browser(), { viewport: { width: 320, height: 256 } })
      await page.goto(url(lang))
      await page.locator('button[type=submit]').click()
      await page.locator('.summary').waitFor()
      await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`)

      const stops: string[] = []
      await page.evaluate('globalThis.first = document.activeElement')
      do {
        await page.keyboard.press('Tab')
        expect(await page.evaluate(hiddenFocus)).toBeUndefined()
        stops.push(
          await page.evaluate<string>(
            'document.activeElement.name || document.activeElement.className || document.activeElement.localName',
          ),
        )
      } while (stops.length < 60 && !stops.includes('skip', 1))

      expect(stops).toEqual(
        expect.arrayContaining(['overall', 'recommend', 'own.team', 'email', 'anonymous', 'button']),
      )
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    },
  )

  it.each(['en-US', 'de', 'he'])('[MX-08] loses no word when text is spaced widely, in %s', async (lang) => {
    const { page } = await visit(browser(), { viewport: { width: 320, height: 568 } })
    await page.goto(url(lang))
    await page.locator('button[type=submit]').click()
    await page.locator('.summary').waitFor()
    for (const one of await page.locator('summary').all()) await one.click()

    await page.evaluate(`document.adoptedStyleSheets = [Object.assign(new CSSStyleSheet())]
      document.adoptedStyleSheets[0].replaceSync(${JSON.stringify(wide)})`)

    expect(await page.evaluate(`getComputedStyle(document.querySelector('h1')).letterSpacing`)).not.toBe('normal')
    expect(await page.evaluate(spilled)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    await picture(page, `spaced-${lang}`)
  })

  it.each(['en-US', 'he'])(
    '[MX-08] is printed dark on white with every answer and nothing to press, in %s',
    async (lang) => {
      const { page } = await visit(browser(), { colorScheme: 'dark', viewport: { width: 700, height: 990 } })
      await halfWay(page, lang)
      const long = 'They came at once. '.repeat(100)
      await page.locator('textarea').fill(long)
      await page.emulateMedia({ media: 'print' })

      for (const [question, value, other] of chosen) {
        const widths = [value, other].map((one) =>
          styleOf(page, `${input(question, one)} + .face`, 'borderBlockStartWidth'),
        )
        expect([question, ...(await Promise.all(widths))]).toEqual([question, '3px', '1px'])
      }
      expect(
        await page.evaluate(
          `(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('textarea'))`,
        ),
      ).toBeLessThanOrEqual(0)
      expect(await page.evaluate(pressable)).toEqual([])
      const paper = { of: page.locator('.question').first(), x: 0.5, y: 0.02 }
      expect(await contrastBetween(page, paper, { ...paper, of: page.locator('.words').first(), y: -0.2 })).toBe(1)
      await picture(page, `print-${lang}`)
      const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
      expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeLessThan(5)
    },
  )
})

/** @source WCAG 2.2, 1.4.12 */
const wide =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'

const pressable = `[...document.querySelectorAll('button, nav, .action, .skip, progress')]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML)`
