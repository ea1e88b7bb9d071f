import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { accentsOf } from '../../src/domain/brand.ts'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { join } from '../support/ownUrl.ts'
import { portal } from '../support/portal.ts'
import { visitors } from '../support/visitor.ts'
import { useWorld } from '../support/world.ts'
import { askInEveryWay } from './everyType.ts'
import { languages } from './invite.ts'
import { atTheHead, described, expectHeading, nameOf, tabTo, unhurried } from './person.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()
const url = (lang: string) => `${world().publicUrl}/p/fabrikam?lang=${lang}`

beforeAll(async () => {
  await join(world())
  await visitors(world()).choose('fabrikam')
  await askInEveryWay(world())
})

/** What the pages say in each language. */
const words = {
  'en-US': { send: 'Send answers', held: 'One step left: check your inbox', yours: 'Are these your answers?' },
  de: {
    send: 'Antworten absenden',
    held: 'Noch ein Schritt: Bitte prüfen Sie Ihren Posteingang',
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

/** What is kept on the device, for good and for the tab. */
const onDevice = '[localStorage, sessionStorage].map((store) => Object.values(store).join())'

/** What a screen reader meets on the page that asks in every way, but for the points of the scales. */
const readOut = [
  'heading "How is it to work with Fabrikam?" [level=1]',
  'progressbar "0 of 7 questions answered"',
  'radiogroup "Overall, how satisfied are you with Fabrikam? (required)"',
  'radiogroup "How likely are you to recommend Fabrikam?"',
  'textbox "Is there anything else you would like to tell us?"',
  'radiogroup "How good was the work?"',
  'radiogroup "Where was it done?"',
  'group "What was it about?"',
  'checkbox "Planning"',
  'checkbox "Training"',
  'heading "Questions from Fabrikam" [level=2]',
  'group "Which of our teams came?"',
  'checkbox "The north"',
  'checkbox "The south"',
  'textbox "Your work email address (required)"',
  'checkbox "Answer anonymously"',
  'button "Send answers"',
]

describe('a visitor', () => {
  it('[CI-02] leaves on the device what they answered only while the tab is open, and never their address', async () => {
    const { page } = await visit(browser())
    await page.goto(url('en-US'))

    await answer(page, 'eve@shared.example')

    const [forGood, forNow] = await page.evaluate<string[]>(onDevice)
    expect(forGood).toBe('')
    expect(forNow).toContain('They came at once')
    expect(forNow).not.toContain('eve@shared.example')
    const next = await page.context().newPage()
    await next.goto(url('en-US'))
    expect(await next.locator('textarea').inputValue()).toBe('')
  })

  it('[MX-08] is read out every question with its kind, its words and its choices', async () => {
    const { page } = await visit(browser())
    await page.goto(`${world().publicUrl}/p/every?lang=en-US`)

    const tree = await page.locator('body').ariaSnapshot()
    const lines = tree.split('\n').map((line) => line.trim().replace(/^- |:$/g, ''))

    expect(
      lines.filter((line) => /^(heading|progressbar|radiogroup|group|textbox|checkbox|button) "/.test(line)),
    ).toEqual(readOut)
    expect(lines.filter((line) => line.startsWith('radio '))).toHaveLength(4 + 11 + 6 + 2)
    expect(lines).toEqual(expect.arrayContaining(['radio "10 – Extremely likely"', 'radio "Not applicable"']))
  })

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
    expect(await described(page, field)).toContain('Anyone can have an address with this email service')
    await page.locator('.summary a').click()
    expect(await nameOf(page.locator(':focus'))).toBe('email')
    await field.fill('cem@corrected.example')
    await page.getByRole('button', { name: 'Send answers' }).click()
    await expectHeading(page, 'One step left: check your inbox')
  })

  it.each(languages)('[MX-08] is asked in every way in %s, and meets no barrier on any page', async (language) => {
    const { page, refusals, requests } = await visit(browser(), { viewport: { width: 390, height: 844 } })
    const { send, held, yours } = words[language]
    const address = `dan@${language.toLowerCase()}.example`

    await page.goto(`${world().publicUrl}/p/every?lang=${language}`)
    for (const folded of await page.locator('summary').all()) await folded.click()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: send }).click()
    await page.locator('.summary').waitFor()
    expect(await barriers(page)).toEqual([])
    for (const choice of ['recommend"][value="9', 'quality"][value="n/a', 'delivery"][value="afar'])
      await page.locator(`input[name="${choice}"]`).check()
    for (const topic of ['planning', 'training']) await page.locator(`input[name=topics][value=${topic}]`).check()
    await page.locator('input[name="own.team"][value=south]').check()
    await answer(page, address)
    await page.getByRole('button', { name: send }).click()
    await expectHeading(page, held)
    expect(await barriers(page)).toEqual([])
    await page.goto(await confirmLink(address))
    await expectHeading(page, yours)
    expect(await barriers(page)).toEqual([])
    const and = new Intl.ListFormat(language).format(['Planning', 'Training'])
    expect(await page.locator('dd').allInnerTexts()).toEqual(
      expect.arrayContaining(['9', 'From afar', and, 'The south']),
    )

    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    expect(refusals).toEqual([])
    const accent = await page.evaluate(`getComputedStyle(document.documentElement).getPropertyValue('--accent')`)
    expect(accent).toBe(accentsOf('#8a3ffc').light.accent)
    expect(requests.map((one) => new URL(one).pathname)).toContain('/assets/brand/every-type/1/logo.png')
  })
})
