import { beforeAll, describe, expect, it } from 'vitest'
import { message } from '../../src/locales/index.ts'
import { direction, languages } from '../../src/locales/languages.ts'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'
import { address, invite } from './invite.ts'
import { expectHeading, landmarks } from './person.ts'
import { picture } from './picture.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()
const people = languages.map((language) => ({ name: 'reader', language }))

beforeAll(async () => {
  await invite(world(), 'everybody', people)
})

describe('from the email to thank-you', () => {
  it.each(people)('[CI-03, MX-08] everything is in $language, fits a phone and has no barriers', async (reader) => {
    const { language } = reader
    const [mail] = await portal(world()).mails(address(reader))
    const { page } = await visit(browser(), { viewport: { width: 390, height: 844 }, locale: 'fr-FR' })
    const met = async (name: string) => {
      expect(await page.evaluate('document.documentElement.lang')).toBe(language)
      expect(await page.evaluate('document.documentElement.dir')).toBe(direction(language))
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
      expect((await barriers(page)).filter((one) => name !== 'email' || !landmarks.test(one))).toEqual([])
      await picture(page, `${language}-${name}`)
    }

    await page.setContent(mail?.html ?? '')
    await met('email')
    const link = page.getByRole('link', { name: message(language, 'survey-invitation.action') })
    await page.goto((await link.getAttribute('href')) ?? '')
    const shownAt = Date.now()
    await page.locator('input[name=overall][value="4"]').check()
    await met('survey')
    await expect.poll(() => Date.now() - shownAt).toBeGreaterThan(1100) // what comes sooner was answered by a machine
    await page.getByRole('button', { name: message(language, 'form.send') }).click()
    await expectHeading(page, message(language, 'thanks.title'))
    await met('thanks')
  })
})
