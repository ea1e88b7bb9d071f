import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { join } from '../support/ownUrl.ts'
import { portal } from '../support/portal.ts'
import { visitors } from '../support/visitor.ts'
import { useWorld } from '../support/world.ts'
import { languages } from './invite.ts'
import { atTheHead, described, expectHeading, nameOf, tabTo, unhurried } from './person.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()
const url = (lang: string) => `${world().publicUrl}/p/fabrikam?lang=${lang}`

beforeAll(async () => {
  await join(world())
  await visitors(world()).choose('fabrikam')
})

/** What the pages say in each language. */
const words = {
  'en-US': { send: 'Send answers', held: 'One step left: check your inbox', yours: 'Are these your answers?' },
  de: {
    send: 'Antworten absenden',
    held: 'Noch ein Schritt: Bitte sehen Sie in Ihr Postfach',
    yours: 'Sind das Ihre Antworten?',
  },
  he: { send: 'שליחת התשובות', held: 'נותר צעד אחד: בדקו את תיבת הדואר', yours: 'האם אלה התשובות שלכם?' },
} as const

async function answer(page: Page, address: string): Promise<void> {
  await page.locator('input[name=overall][value="4"]').check()
  await page.getByRole('textbox').first().pressSequentially('They came at once and explained it.', unhurried)
  await page.locator('input[name=email]').fill(address)
}

async function confirmLink(address: string): Promise<string> {
  const act = portal(world())
  const read = async () => /http\S+\/confirm/.exec((await act.mails(address))[0]?.text ?? '')?.[0]
  await expect.poll(read, { timeout: 30_000, interval: 50 }).toBeDefined()
  return (await read()) ?? ''
}

describe('a visitor', () => {
  it('[CI-05] gets from the address to thank-you over their own inbox, without a script', async () => {
    const { page } = await visit(browser(), { javaScriptEnabled: false })
    await page.goto(url('en-US'))

    await answer(page, 'ada@visitor.example')
    await page.getByRole('button', { name: 'Send answers' }).click()
    await expectHeading(page, 'One step left: check your inbox')
    await confirmLink('ada@visitor.example')
    await page.goto(`${world().mailbox.listeningOrigin}/?to=ada@visitor.example`)
    await page.getByRole('link', { name: 'Please confirm your answers' }).click()
    const opened = page.context().waitForEvent('page')
    await page.frameLocator('iframe').getByRole('link', { name: 'Look at the answers' }).click()
    const own = await opened
    await expectHeading(own, 'Are these your answers?')
    expect(await own.locator('dd').allInnerTexts()).toEqual([
      'Very satisfied',
      'No answer',
      'They came at once and explained it.',
    ])
    await own.getByRole('button', { name: 'Confirm these answers' }).click()

    await expectHeading(own, 'Thank you for your answers')
    expect(await visitors(world()).engagementsOf('visitor.example')).toMatchObject([{ answers: { overall: 4 } }])
  })

  it('[CI-05] answers and confirms with the keyboard alone', async () => {
    const { page } = await visit(browser(), { javaScriptEnabled: false })
    await page.goto(url('en-US'))

    const way: string[] = []
    await tabTo(page, 'input[name=overall]', way)
    await page.keyboard.press('Space')
    await tabTo(page, 'textarea', way)
    await page.keyboard.type('Typed, not clicked.', unhurried)
    await tabTo(page, 'input[name=email]', way)
    await page.keyboard.type('bea@keyboard.example')
    await page.keyboard.press('Enter')
    await expectHeading(page, 'One step left: check your inbox')
    expect(way).toEqual([...atTheHead, 'overall', 'recommend', 'comment', 'email'])
    await page.goto(await confirmLink('bea@keyboard.example'))
    await tabTo(page, 'button', [])
    await page.keyboard.press('Enter')

    await expectHeading(page, 'Thank you for your answers')
  })

  it('[CI-05] is told next to the field why an address will not do, and loses nothing', async () => {
    const { page } = await visit(browser(), { javaScriptEnabled: false })
    await page.goto(url('en-US'))
    await answer(page, 'cem@gmail.com')

    await page.getByRole('button', { name: 'Send answers' }).click()

    expect(await page.title()).toMatch(/^Error: /)
    const field = page.locator('input[name=email]')
    expect(await field.inputValue()).toBe('cem@gmail.com')
    expect(await described(page, field)).toContain('Anybody can have an address at this mail service')
    await page.locator('.summary a').click()
    expect(await nameOf(page.locator(':focus'))).toBe('email')
    await field.fill('cem@corrected.example')
    await page.getByRole('button', { name: 'Send answers' }).click()
    await expectHeading(page, 'One step left: check your inbox')
  })

  it.each(languages)('[MX-08] reads every page in %s, and meets no barrier on any', async (language) => {
    const { page, refusals } = await visit(browser(), { viewport: { width: 390, height: 844 } })
    const { send, held, yours } = words[language]
    const address = `dan@${language.toLowerCase()}.example`

    await page.goto(url(language))
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: send }).click()
    await page.locator('.summary').waitFor()
    expect(await barriers(page)).toEqual([])
    await answer(page, address)
    await page.getByRole('button', { name: send }).click()
    await expectHeading(page, held)
    expect(await barriers(page)).toEqual([])
    await page.goto(await confirmLink(address))
    await expectHeading(page, yours)
    expect(await barriers(page)).toEqual([])

    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    expect(refusals).toEqual([])
  })
})
