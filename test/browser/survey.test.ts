import { describe, expect, it } from 'vitest'
import { preselecting } from '../../src/domain/preselection.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'
import { address, invite } from './invite.ts'
import { answersOf } from './kept.ts'
import { atTheHead, described, expectHeading, leftEdge, nameOf, tabTo, unhurried } from './person.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()

describe('a customer', () => {
  it('[FT-05] gets from the mail to thank-you without a script', async () => {
    const ann = { name: 'ann', language: 'en-US' } as const
    const { id } = await invite(world(), 'walk', [ann])
    const { page } = await visit(browser(), { javaScriptEnabled: false })

    await page.goto(`${world().mailbox.listeningOrigin}/?to=${address(ann)}`)
    await page.getByRole('link', { name: 'It only takes two minutes' }).click()
    const opened = page.context().waitForEvent('page')
    await page.frameLocator('iframe').getByRole('link', { name: 'Start the survey' }).click()
    const survey = await opened
    await survey.getByRole('radiogroup', { name: 'Overall' }).getByText('Very satisfied').click()
    await survey.getByRole('radio', { name: '9', exact: true }).check()
    await survey.getByRole('textbox').pressSequentially('They came at once and explained all of it.', unhurried)
    await survey.getByRole('button', { name: 'Send answers' }).click()

    await expectHeading(survey, 'Thank you for your answers')
    const { score } = await portal(world()).until(id, { outcome: 'scored' })
    expect(score).toMatchObject({ measure: 'nsat', value: 200, n: 1 })
  })

  it('[FT-05] reads six ratings and a text in the words of the program', async () => {
    const bea = { name: 'bea', language: 'en-US' } as const
    const { link } = await invite(world(), 'questions', [bea])
    const { page } = await visit(browser())

    await page.goto(link(bea))

    expect(await page.locator('legend, label.words').allInnerTexts()).toEqual([
      'How satisfied are you with how quickly Fabrikam responded to you?',
      'How satisfied are you with the expertise of Fabrikam?',
      'How satisfied are you with how clearly the FastTrack benefit was explained to you?',
      'How satisfied are you with the usefulness of the content you were given?',
      'Overall, how satisfied are you with the work of Fabrikam? (required)',
      'How likely are you to recommend FastTrack to a colleague or another organization?',
      expect.any(String),
    ])
  })

  it('answers with the keyboard alone, in the order of the page', async () => {
    const cem = { name: 'cem', language: 'en-US' } as const
    const { id, link } = await invite(world(), 'keyboard', [cem])
    const { page } = await visit(browser(), { javaScriptEnabled: false })
    await page.goto(link(cem))

    const way: string[] = []
    await tabTo(page, 'input[name=responsiveness]', way)
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, 'input[name=overall]', way)
    await page.keyboard.press('Space')
    await tabTo(page, 'input[name=recommend]', way)
    for (const _ of Array(9)) await page.keyboard.press('ArrowRight')
    await tabTo(page, 'textarea', way)
    await page.keyboard.type('Typed, not clicked.', unhurried)
    await tabTo(page, 'button', way)
    await page.keyboard.press('Enter')

    await expectHeading(page, 'Thank you for your answers')
    expect(way).toEqual(
      [...atTheHead, 'responsiveness', 'expertise', 'clarity', 'usefulness'].concat([
        'overall',
        'recommend',
        'comment',
        'How your data is handled',
        'Send answers',
      ]),
    )
    expect(await answersOf(world(), id)).toMatchObject({
      responsiveness: 3,
      overall: 4,
      recommend: 9,
      comment: 'Typed, not clicked.',
    })
  })

  it('is told next to the question what is missing, and loses nothing', async () => {
    const dan = { name: 'dan', language: 'en-US' } as const
    const { id, link } = await invite(world(), 'errors', [dan])
    const { page } = await visit(browser(), { javaScriptEnabled: false })
    await page.goto(link(dan))
    await page.getByRole('radiogroup', { name: 'expertise' }).getByText('Somewhat satisfied').click()
    await page.getByRole('textbox').pressSequentially('Kept while I look again.', unhurried)

    await page.getByRole('button', { name: 'Send answers' }).click()

    expect(await page.title()).toMatch(/^Error: /)
    const overall = page.getByRole('radiogroup', { name: 'Overall' })
    expect(await overall.getAttribute('aria-invalid')).toBe('true')
    expect(await described(page, overall)).toBe('Please choose one of the four answers.')
    expect(await overall.getByText('Please choose').isVisible()).toBe(true)
    const way: string[] = []
    await tabTo(page, '.summary a', way)
    expect(way).toEqual([...atTheHead, 'Overall, how satisfied are you with the work of Fabrikam?'])
    await page.keyboard.press('Enter')
    expect(await nameOf(page.locator(':focus'))).toBe('overall')
    await page.keyboard.press('Space')
    await tabTo(page, 'button', [])
    await page.keyboard.press('Enter')
    await expectHeading(page, 'Thank you for your answers')
    expect(await answersOf(world(), id)).toMatchObject({
      expertise: 3,
      overall: 4,
      comment: 'Kept while I look again.',
    })
  })

  it('[MX-06] opens the rating chosen in the mail: filled in, nothing kept, and so in any language', async () => {
    const fay = { name: 'fay', language: 'en-US' } as const
    const { id, link } = await invite(world(), 'preselected', [fay])
    const { page } = await visit(browser(), { javaScriptEnabled: false })

    await page.goto(preselecting(link(fay), 'overall', 2))
    expect(await page.locator('.note').first().innerText()).toContain('Your answer from the email is filled in.')
    await page.locator('.languages summary').click()
    await page.getByRole('link', { name: 'Deutsch' }).click()

    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    expect(await page.locator('input:checked').count()).toBe(1)
    expect(await page.locator('input[name=overall]:checked').getAttribute('value')).toBe('2')
    expect(await answersOf(world(), id)).toBeUndefined()
  })

  it('[MX-08] switches the language, and errors and thanks follow', async () => {
    const eva = { name: 'eva', language: 'he' } as const
    const { link } = await invite(world(), 'switch', [eva])
    const { page } = await visit(browser(), { javaScriptEnabled: false })
    await page.goto(link(eva))
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')

    await page.locator('.languages summary').click()
    await page.getByRole('link', { name: 'Deutsch' }).click()
    expect(await page.locator('html').getAttribute('dir')).toBe('ltr')
    await page.getByRole('textbox').pressSequentially('Auf Deutsch geht es besser.', unhurried)
    await page.getByRole('button', { name: 'Antworten absenden' }).click()
    expect(await page.locator('.problem').innerText()).toBe('Bitte wählen Sie eine der vier Antworten.')
    await page.locator('input[name=overall][value="3"]').check()
    await page.keyboard.press('Tab')
    await page.getByRole('textbox').pressSequentially(' Sehr sogar, würde ich sagen.', unhurried)
    await page.getByRole('button', { name: 'Antworten absenden' }).click()

    await expectHeading(page, 'Vielen Dank für Ihre Antworten')
  })

  it('[MX-08] who reads Hebrew gets mail and page in Hebrew, from right to left', async () => {
    const gal = { name: 'gal', language: 'he' } as const
    const { link } = await invite(world(), 'hebrew', [gal])
    const [mail] = await portal(world()).mails(address(gal))
    const { page } = await visit(browser())

    await page.goto(link(gal))

    expect(mail?.html).toContain('dir="rtl"')
    expect(await page.locator('html').getAttribute('lang')).toBe('he')
    const [first, last] = await Promise.all(
      ['4', '1'].map((value) => leftEdge(page, `input[name=overall][value="${value}"]`)),
    )
    expect(first).toBeGreaterThan(last ?? Number.POSITIVE_INFINITY)
  })
})
