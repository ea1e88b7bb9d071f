import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { preselected, preselecting } from '../../src/domain/preselection.ts'
import type { ProgramQuestion } from '../../src/domain/program.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { programs } from '../../src/programs/index.ts'
import { partnerCsat } from '../../src/programs/partner-csat/program.ts'

const link = 'https://plaudit.example/s/inv_1.seal'

function queryOf(url: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URL(url).searchParams)
}

describe('a link with an answer', () => {
  it('[MX-06] fills in the rating it was made with, and names nothing else', () => {
    expect(preselecting(link, 'overall', 4)).toBe(`${link}?overall=4`)
    expect(preselected(fasttrack, queryOf(preselecting(link, 'overall', 4)))).toEqual({ overall: 4 })
    expect(preselected(partnerCsat, queryOf(preselecting(link, 'communication', 1)))).toEqual({ communication: 1 })
  })

  it('[MX-06] fills in an option of the question that the program has letters ask, and no other answer', () => {
    const delivery: ProgramQuestion = { key: 'delivery', type: 'choice', required: false, options: ['here', 'afar'] }
    const questions = [...fasttrack.survey.questions, delivery]
    const program = { ...fasttrack, survey: { ...fasttrack.survey, questions, letterQuestion: 'delivery' } }

    expect(preselected(program, queryOf(preselecting(link, 'delivery', 'afar')))).toEqual({ delivery: 'afar' })
    expect(preselected(program, { delivery: 'sea', overall: '4' })).toEqual({})
  })

  it.each(['comment', 'topics'])('[MX-06] fills in nothing where the letter asks %s, which no link answers', (key) => {
    const topics: ProgramQuestion = {
      key: 'topics',
      type: 'choices',
      required: false,
      options: ['planning', 'training'],
    }
    const survey = { ...fasttrack.survey, questions: [...fasttrack.survey.questions, topics], letterQuestion: key }

    expect(preselected({ ...fasttrack, survey }, { comment: 'Hello', topics: 'planning', overall: '4' })).toEqual({})
  })

  it.each([
    ['a point off the scale', { overall: '5' }],
    ['nothing', { overall: '' }],
    ['words', { overall: 'very satisfied' }],
    ['N/A', { overall: 'n/a' }],
    ['a question that the letter does not ask', { recommend: '9' }],
    ['a text', { comment: 'Hello' }],
    ['a name every object has', { constructor: '4', __proto__: '4' }],
    ['what the address says anyway', { lang: 'de', thanks: '1' }],
  ])('[MX-06] does not hear %s', (_, query) => {
    expect(preselected(fasttrack, query)).toEqual({})
  })

  it('[MX-06] fills in nothing but points of scales, whatever it says', () => {
    const query = fc.dictionary(fc.constantFrom('overall', 'quality', 'recommend', 'comment'), fc.anything())
    fc.assert(
      fc.property(fc.constantFrom(...programs), query, (program, said) => {
        for (const rating of Object.values(preselected(program, said))) expect([1, 2, 3, 4, 5]).toContain(rating)
      }),
    )
  })
})
