import { beforeAll, describe, expect, it } from 'vitest'
import { message } from '../../src/locales/index.ts'
import { nameIn } from '../../src/locales/names.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { pulse } from '../support/ownUrl.ts'
import { useWorld } from '../support/world.ts'
import { askInEveryWay } from './everyType.ts'
import { heard } from './heard.ts'
import { expectHeading, tabTo, unhurried } from './person.ts'
import { focusIndicator } from './seen.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()

beforeAll(async () => askInEveryWay(world()))

const ways = [
  { from: 'he', to: 'en-US', onward: 'ArrowRight', step: 1 },
  { from: 'en-US', to: 'he', onward: 'ArrowLeft', step: -1 },
] as const

describe('the survey with the keyboard alone and its script running', () => {
  it.each(ways)(
    '[MX-08] leads from the first Tab to the end in $to, and shows at every stop where it is',
    async (way) => {
      const { from, to, onward, step } = way
      const { page } = await visit(browser(), { viewport: { width: 390, height: 844 } })
      const { keyboard } = page
      const go = async (selector: string) => {
        const stops: string[] = []
        await tabTo(page, selector, stops)
        expect(await focusIndicator(page), selector).toBeGreaterThan(200)
        return stops
      }
      const at = (what: string) => page.evaluate<number>(`document.activeElement.getBoundingClientRect().${what}`)

      await page.goto(`${world().publicUrl}/p/every?lang=${from}`)
      await go('.skip')
      await go('.languages summary')
      await keyboard.press('Enter')
      await go(`nav [hreflang=${to}]`)
      await keyboard.press('Enter')
      await page.locator(`html[lang=${to}]`).waitFor()
      await go('.skip')
      await keyboard.press('Enter')
      expect(await go('input[name=overall]')).toEqual(['overall'])

      await go('input[name=recommend]')
      await keyboard.press('Space')
      const x = await at('x')
      await keyboard.press(onward)
      expect(Math.sign((await at('x')) - x)).toBe(step)
      await go('textarea')
      await keyboard.type('All by keys.', unhurried)
      await go('input[name=quality]')
      await keyboard.press('Space')
      const y = await at('y')
      await keyboard.press('ArrowDown')
      expect(await at('y')).toBeGreaterThan(y)
      for (const one of [
        '[name=delivery]',
        '[name=topics][value=planning]',
        '[name=topics][value=training]',
        '[name="own.team"]',
      ]) {
        await go(`input${one}`)
        await keyboard.press('Space')
      }
      await go('input[name=email]')
      await keyboard.type(`keys@${to.toLowerCase()}.example`)
      await go('input[name=anonymous]')
      await keyboard.press('Space')
      await go('.privacy summary')
      await keyboard.press('Enter')
      await go('.privacy a')
      await go('button[type=submit]')
      await keyboard.press('Enter')

      await page.locator('.summary:focus').waitFor()
      expect(await go('.summary a')).toHaveLength(1)
      await keyboard.press('Enter')
      await page.locator('#q-overall:focus').waitFor()
      await keyboard.press('Space')
      await go('button[type=submit]')
      await keyboard.press('Enter')
      await expectHeading(page, message(to, 'held.title'))
      const kept = await world().db.selectFrom('held_answers').select('submission').execute()
      const answers = { overall: 4, recommend: 1, quality: 4, delivery: 'here', topics: ['planning', 'training'] }
      expect(kept.map(({ submission }) => submission)).toContainEqual(
        expect.objectContaining({ language: to, anonymous: true, answers: expect.objectContaining(answers) }),
      )
    },
  )
})

describe('the survey as it is heard', () => {
  it.each(['en-US', 'he'] as const)(
    '[MX-08] tells what is asked, missing, kept and done in %s, and is quiet meanwhile',
    async (lang) => {
      const { page } = await visit(browser())
      const says = (key: Parameters<typeof message>[1], args = {}) => message(lang, key, args)
      const asked = (key: string) => (pulse.texts[lang]?.[`question.${key}`] ?? '').replace('{partner}', partner)
      const required = ` ${says('question.required')}`
      const partner = nameIn(lang, 'Fabrikam')
      await page.goto(`${world().publicUrl}/p/every?lang=${lang}`)
      await page.locator('textarea').pressSequentially('Nothing but words.', unhurried)

      await page.locator('button[type=submit]').click()
      await page.locator('.summary').waitFor()

      const head = [`link "${says('page.skip')}"`, 'banner', `navigation "${says('page.languages')}"`]
      const foot = ['contentinfo', `link "${fasttrack.support}"`]
      expect(await heard(page)).toEqual([
        ...head,
        expect.stringContaining(`DisclosureTriangle "${says('page.languages')} `),
        'main',
        `heading "${(pulse.texts[lang]?.['survey.title'] ?? '').replace('{partner}', partner)}"`,
        'alert live:assertive focused',
        `heading "${says('form.problems', { count: 2 })}"`,
        `link "${asked('overall')}"`,
        `link "${says('visit.email')}"`,
        `progressbar "${says('form.progress', { answered: 1, total: 7 })}"`,
        'status live:polite',
        `radiogroup "${asked('overall')}${required}" invalid required – ${says('problem.satisfaction4')}`,
        `radiogroup "${asked('recommend')}"`,
        `textbox "${asked('comment')}" – ${says('text.hint', { max: 2000 })}`,
        'radiogroup "How good was the work?"',
        'radiogroup "Where was it done?"',
        'group "What was it about?"',
        'checkbox "Planning"',
        'checkbox "Training"',
        `heading "${says('form.own', { partner })}"`,
        'group "Which of our teams came?"',
        'checkbox "The north"',
        'checkbox "The south"',
        expect.stringContaining(`textbox "${says('visit.email')}${required}" invalid required – `),
        `checkbox "${says('form.anonymous')}" – ${says('form.anonymous-means', { partner })}`,
        `DisclosureTriangle "${says('privacy.title')}"`,
        'alert live:assertive',
        `button "${says('form.send')}"`,
        'status live:polite',
        `button "${says('draft.discard')}"`,
        ...foot,
      ])
      const live = (await page.locator('output').allInnerTexts()).join()
      expect(live).toContain(says('draft.kept'))

      await page.locator('[name=overall][value="4"]').check()
      await page.locator('[name=email]').fill(`heard@${lang.toLowerCase()}.example`)
      await page.locator('button[type=submit]').click()
      await expectHeading(page, says('held.title'))
      expect(await heard(page)).toEqual([
        ...head,
        expect.stringContaining('DisclosureTriangle'),
        'main',
        `heading "${says('held.title')}"`,
        ...foot,
      ])
    },
  )
})
