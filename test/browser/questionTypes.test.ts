import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { optionsOf } from '../../src/domain/programTexts.ts'
import { message } from '../../src/locales/index.ts'
import { direction, type Language } from '../../src/locales/languages.ts'
import { questions } from '../../src/questions/index.ts'
import { type Answer, type ControlProps, notApplicable, type QuestionType } from '../../src/questions/types.ts'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { everyType } from './everyType.ts'

const browser = useBrowser()
const css = readFileSync(new URL('../../src/http/survey/survey.css', import.meta.url), 'utf8')

/** Each type as assistive technology knows it, with an answer and how that is read out. */
const types: Readonly<Record<QuestionType, { role: string; answer: Answer; chosen: (language: Language) => string }>> =
  {
    satisfaction4: { role: 'radiogroup', answer: 4, chosen: (language) => message(language, 'satisfaction4.4') },
    rating5: { role: 'radiogroup', answer: 1, chosen: (language) => message(language, 'rating5.1') },
    nps: { role: 'radiogroup', answer: 0, chosen: (language) => `0 – ${message(language, 'nps.low')}` },
    choice: { role: 'radiogroup', answer: 'afar', chosen: () => 'From afar' },
    choices: { role: 'group', answer: ['training'], chosen: () => 'Training' },
    text: { role: 'textbox', answer: 'Well done.', chosen: () => 'Well done.' },
  }

describe.each(everyType.survey.questions)('a question of type $type', (question) => {
  const { type } = question
  const { role, answer, chosen } = types[type]
  const isScale = questions[type].options !== undefined

  it.each(['en-US', 'he'] as const)(
    '[MX-08] says in %s what it is, what is chosen and what is wrong',
    async (language) => {
      const error = questions[type].problem(language)
      const options = optionsOf(everyType, question, { language, names: {} })
      const asked = { text: words[language], language, required: false, answer: null, options }
      const states: readonly ControlProps[] = [
        { ...asked, name: 'empty' },
        { ...asked, name: 'answered', answer },
        { ...asked, name: 'required', required: true },
        { ...asked, name: 'wrong', required: true, error },
        ...(isScale ? [{ ...asked, name: 'passed', mayPass: true, answer: notApplicable }] : []),
      ]
      const page = await open(language, states.map((props) => draw(type, props)).join(''))

      const needed = `${words[language]} ${message(language, 'question.required')}`
      const hint = type === 'text' ? message(language, 'text.hint', { max: 2000 }) : ''
      const usual = { name: words[language], required: false, invalid: 'false', description: hint }
      const { read, given } = await heard(page, role)
      const isRequired = role !== 'group' // no group of boxes can be: its words say so
      expect(read).toEqual([
        usual,
        usual,
        { ...usual, name: needed, required: isRequired },
        { name: needed, required: isRequired, invalid: 'true', description: `${error} ${hint}`.trim() },
        ...(isScale ? [usual] : []),
      ])
      expect(given).toEqual([chosen(language), ...(isScale ? [message(language, 'question.not-applicable')] : [])])
      expect(await barriers(page)).toEqual([])
    },
  )
})

const words = { 'en-US': 'How was it?', he: 'איך היה?' } as const

function draw(type: QuestionType, props: ControlProps): string {
  return renderToStaticMarkup(createElement(questions[type].Control, props))
}

async function open(language: Language, controls: string): Promise<Page> {
  const { page } = await visit(browser(), { viewport: { width: 390, height: 844 } })
  await page.setContent(`<!doctype html><html lang="${language}" dir="${direction(language)}">
    <head><title>${words['en-US']}</title><style>${css}</style></head>
    <body><main><h1>${words['en-US']}</h1><form>${controls}</form></main></body></html>`)
  return page
}

/** What the browser tells assistive technology of the questions, and which answers it calls chosen or written. */
async function heard(page: Page, role: string) {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const known = nodes.map(({ properties = [], ...node }) => {
    const property = (wanted: string): unknown => properties.find(({ name }) => name === wanted)?.value.value
    return {
      role: String(node.role?.value),
      value: String(node.value?.value ?? ''),
      isChecked: property('checked') === 'true',
      says: {
        name: String(node.name?.value),
        required: property('required') ?? false,
        invalid: property('invalid') ?? 'false',
        description: String(node.description?.value ?? ''),
      },
    }
  })
  return {
    read: known.filter((one) => one.role === role).map(({ says }) => says),
    given: known.flatMap(({ role: kind, isChecked, value, says }) => {
      if (kind === 'textbox') return value === '' ? [] : [value]
      return isChecked ? [says.name] : []
    }),
  }
}
