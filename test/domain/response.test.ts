import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ratingsOf, readAnswers } from '../../src/domain/response.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'

const { questions } = fasttrack.survey
const read = (raw: Readonly<Record<string, unknown>>) => readAnswers(questions, raw)

describe('the answers of a respondent', () => {
  it('[FT-05] hold every question, with null where nothing was said', () => {
    expect(read({ overall: 4, recommend: 0 })).toEqual({
      answers: {
        responsiveness: null,
        expertise: null,
        clarity: null,
        usefulness: null,
        overall: 4,
        recommend: 0,
        comment: null,
      },
      problems: [],
    })
  })

  it('are the same from a form, where numbers are text', () => {
    expect(read({ overall: '4', recommend: '0', comment: ' Thanks\r\n' })).toEqual(
      read({ overall: 4, recommend: 0, comment: 'Thanks' }),
    )
  })

  it.each([
    ['a required question without an answer', {}, '/answers/overall'],
    ['null where an answer is required', { overall: null }, '/answers/overall'],
    ['a rating above the scale', { overall: 5 }, '/answers/overall'],
    ['a rating below the scale', { overall: 0 }, '/answers/overall'],
    ['half a point', { overall: 3.5 }, '/answers/overall'],
    ['a rating in words', { overall: 'very' }, '/answers/overall'],
    ['a rating with a sign', { overall: '+4' }, '/answers/overall'],
    ['a list', { overall: [4] }, '/answers/overall'],
    ['11 of 10', { overall: 4, recommend: 11 }, '/answers/recommend'],
    ['minus one', { overall: 4, recommend: -1 }, '/answers/recommend'],
    ['a number for a text', { overall: 4, comment: 5 }, '/answers/comment'],
    ['a text that is too long', { overall: 4, comment: 'x'.repeat(2001) }, '/answers/comment'],
    ['a question nobody asked', { overall: 4, salary: 1 }, '/answers/salary'],
    ['the name of a built-in', { overall: 4, constructor: 1 }, '/answers/constructor'],
  ])('are refused with %s, which is named', (_, raw, field) => {
    expect(read(raw).problems.map((problem) => problem.field)).toEqual([field])
  })

  it('are read or refused whatever was sent, and what was read reads the same again', () => {
    const text = fc.string({ unit: 'binary' })
    const sent = fc.record({
      overall: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constantFrom('1', '4')),
      recommend: fc.oneof(fc.integer({ min: 0, max: 11 }), fc.anything({ maxDepth: 1 })),
      comment: fc.oneof(text, fc.constant(null)),
    })
    fc.assert(
      fc.property(sent, (raw) => {
        const { answers, problems } = read(raw)
        fc.pre(problems.length === 0)
        expect(read(answers)).toEqual({ answers, problems: [] })
      }),
    )
  })
})

describe('the ratings of a question', () => {
  it('[MX-03] leave out those who did not answer it, and keep a zero', () => {
    const responses = [{ recommend: 0 }, { recommend: null }, {}, { recommend: 9 }, { recommend: 'nine' }]

    expect(ratingsOf(['recommend'], responses)).toEqual([0, 9])
  })
})
