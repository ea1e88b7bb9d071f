import { beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { gifts } from '../support/gifts.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour', listen: true })
const browser = useBrowser()

beforeAll(async () => gifts(world()).publish('gifted'))

describe('the gift in a browser', () => {
  it.each(['en-US', 'he'])(
    '[FT-11] [MX-08] is chosen with the keyboard alone, without barriers, in %s',
    async (lang) => {
      const { answered, orderOf } = gifts(world())
      const { token } = await answered(`keys-${lang}`)
      const { page, refusals } = await visit(browser(), { locale: lang, viewport: { width: 320, height: 568 } })
      const look = async () => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          expect({ colorScheme, barriers: await barriers(page) }).toEqual({ colorScheme, barriers: [] })
        }
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
      }
      const choose = async () => {
        await page.locator('button[type=submit]').focus()
        await page.keyboard.press('Enter')
      }

      await page.goto(`${world().publicUrl}/s/${token}?thanks=1&lang=${lang}`)
      await look()
      await choose()
      await page.locator('#e-attested').waitFor()
      await look()
      expect(await orderOf(`keys-${lang}`)).toBeUndefined()
      await page.locator('input[name=attested]').focus()
      await page.keyboard.press('Space')
      await choose()
      await page.waitForURL(`**/gift?lang=${lang}`)

      expect(await page.locator('form').count()).toBe(0)
      await look()
      expect(refusals).toEqual([])
      expect(await orderOf(`keys-${lang}`)).toBeDefined()
    },
  )
})
