import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { preselected } from '../../src/domain/preselection.ts'
import type { Program } from '../../src/domain/program.ts'
import { renderLetter } from '../../src/letters/index.ts'
import { engagementSample } from '../../src/local/gallery/engagementSample.ts'
import type { Language } from '../../src/locales/languages.ts'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { everyType } from './everyType.ts'
import { landmarks } from './person.ts'

const browser = useBrowser()

const answers = {
  satisfaction4: [4, 3, 2, 1],
  rating5: [5, 4, 3, 2, 1],
  nps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  choice: ['here', 'afar'],
} as const
const types = ['satisfaction4', 'rating5', 'nps', 'choice'] as const

describe.each(types)('a question of type %s in a letter', (type) => {
  const { key = '' } = everyType.survey.questions.find((question) => question.type === type) ?? {}
  const program = { ...everyType, survey: { ...everyType.survey, letterQuestion: key } }

  it.each([
    ['en-US', 320],
    ['de', 1280],
    ['he', 390],
  ] as const)(
    '[MX-06] [MX-08] is answered in %s at %i pixels by links as large as a fingertip',
    async (language, width) => {
      const { page, links } = await open(program, language, width)

      expect(links.map(({ query }) => preselected(program, query)[key])).toEqual(answers[type])
      expect(links.filter(({ box }) => box.width < 42 || box.height < 44)).toEqual([])
      expect(links.map(({ box }) => box)).toEqual(
        inReadingOrder(
          links.map(({ box }) => box),
          language,
        ),
      )
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect((await barriers(page)).filter((one) => !landmarks.test(one))).toEqual([])
    },
  )
})

async function open(program: Program, language: Language, width: number) {
  const { page } = await visit(browser(), { viewport: { width, height: 900 } })
  const { html } = await renderLetter(engagementSample('survey-invitation', { program, language }))
  await page.setContent(html)
  const links = await Promise.all((await page.locator('a.answer').all()).map(linkOf))
  return { page, links }
}

async function linkOf(link: Locator) {
  const query = Object.fromEntries(new URL((await link.getAttribute('href')) ?? '').searchParams)
  return { query, box: (await link.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 } }
}

type Box = { readonly x: number; readonly y: number }

function inReadingOrder<One extends Box>(boxes: readonly One[], language: Language): readonly One[] {
  const forward = language === 'he' ? -1 : 1
  return boxes.toSorted((a, b) => a.y - b.y || forward * (a.x - b.x))
}
