import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { Value } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { languages } from '../../src/locales/languages.ts'
import { questions } from '../../src/questions/index.ts'
import { type ControlProps, type QuestionType, questionTypes } from '../../src/questions/types.ts'

const { satisfaction4, nps, text } = questions

describe('an answer', () => {
  it.each([
    ['satisfaction4', '4', 4],
    ['satisfaction4', 1, 1],
    ['satisfaction4', '', null],
    ['satisfaction4', undefined, null],
    ['satisfaction4', '0', undefined],
    ['satisfaction4', 5, undefined],
    ['satisfaction4', 2.5, undefined],
    ['satisfaction4', '4 ', undefined],
    ['satisfaction4', ['4', '1'], undefined],
    ['nps', '0', 0],
    ['nps', 10, 10],
    ['nps', null, null],
    ['nps', 11, undefined],
    ['nps', '-1', undefined],
    ['nps', true, undefined],
    ['text', ' Good.\r\nThanks ', 'Good.\nThanks'],
    ['text', ' \n ', null],
    ['text', undefined, null],
    ['text', 7, undefined],
    ['text', 'a\u0000b', 'ab'],
    ['text', 'x'.repeat(2000), 'x'.repeat(2000)],
    ['text', 'x'.repeat(2001), undefined],
  ] as const)('to %s given as %j is read as %j', (type, raw, answer) => {
    expect(questions[type].parse(raw)).toEqual(answer)
  })

  it('counts a line break as the one character the browser counts', () => {
    expect(text.parse(`${'x'.repeat(999)}\r\n${'x'.repeat(1000)}`)).toHaveLength(2000)
  })
})

describe.each(questionTypes)('the schema of %s', (type) => {
  const { schema, parse } = questions[type]
  const keys = ['cloud', 'ground']

  it('[CI-04] [FT-05] fits every answer that is read, and what fits it is read as an answer', () => {
    const chosen = fc.constantFrom(...keys, 'sea')
    const sent = fc.oneof(fc.integer({ min: -1, max: 12 }), chosen, fc.array(chosen), fc.string(), fc.anything())
    fc.assert(
      fc.property(sent, (raw) => {
        const answer = parse(raw, keys)
        const isRead = answer !== undefined && answer !== null
        expect(!isRead || Value.Check(schema(keys), answer)).toBe(true)
        expect(answer !== undefined || !Value.Check(schema(keys), raw)).toBe(true)
      }),
    )
  })
})

describe('a scale', () => {
  it('[FT-05] offers satisfaction on four labelled points', () => {
    expect(satisfaction4.options?.('en-US')).toEqual([
      { value: 4, label: 'Very satisfied' },
      { value: 3, label: 'Somewhat satisfied' },
      { value: 2, label: 'Somewhat dissatisfied' },
      { value: 1, label: 'Very dissatisfied' },
    ])
  })

  it('[FT-05] offers likelihood from 0 to 10 with words at the ends', () => {
    const options = nps.options?.('de') ?? []

    expect(options.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect([options[0]?.label, options[5]?.label, options[10]?.label]).toEqual([
      '0 – Äußerst unwahrscheinlich',
      '5',
      '10 – Äußerst wahrscheinlich',
    ])
  })

  it.each(languages)('has a different label for each point in %s', (language) => {
    const labels = [satisfaction4, nps].flatMap(({ options }) => options?.(language).map(({ label }) => label) ?? [])

    expect(new Set(labels).size).toBe(15)
  })

  it('shows the words at its ends within the name of the radio', () => {
    expect(draw('nps')).toContain('0<span class="unseen"> – Not at all likely</span>')
  })
})

describe.each(questionTypes)('the control of %s', (type) => {
  it('is named, and reached by the error summary', () => {
    const html = draw(type)

    expect(html).toContain('name="overall"')
    expect(html).toContain('id="q-overall"')
  })

  it('says what is wrong where assistive technology looks for it', () => {
    const html = draw(type, { error: 'Please choose.' })

    expect(html).toContain('aria-invalid="true"')
    expect(html).toMatch(/aria-describedby="e-overall[ "]/)
    expect(html).toContain('<p class="problem" id="e-overall">Please choose.</p>')
  })

  it('says that an answer is required in words and, but for a group of boxes, to assistive technology', () => {
    const html = draw(type, { required: true })

    expect(html).toContain('(required)')
    expect(html.includes('aria-required="true"')).toBe(type !== 'choices')
  })

  it('asks nothing of an optional answer', () => {
    expect(draw(type)).not.toMatch(/required|aria-invalid|N\/A/)
  })

  it('escapes the words of the question', () => {
    expect(draw(type, { text: 'About <b>Contoso</b>' })).toContain('About &lt;b&gt;Contoso&lt;/b&gt;')
  })
})

const offered = [
  { value: 'cloud', label: 'Cloud' },
  { value: 'ground', label: 'On the ground' },
]

describe('an answer to choose', () => {
  it.each([
    ['choice', 'cloud', 'cloud'],
    ['choice', '', null],
    ['choice', null, null],
    ['choice', 'sea', undefined],
    ['choice', ['cloud'], undefined],
    ['choices', ['ground', 'cloud'], ['cloud', 'ground']],
    ['choices', 'ground', ['ground']],
    ['choices', [], null],
    ['choices', undefined, null],
    ['choices', ['cloud', 'sea'], undefined],
    ['choices', ['cloud', 'cloud'], undefined],
    ['choices', [1], undefined],
  ] as const)('[CI-04] of %s given as %j is read as %j', (type, raw, answer) => {
    expect(questions[type].parse(raw, ['cloud', 'ground'])).toEqual(answer)
  })

  it.each([
    ['choice', 'ground', ['ground']],
    ['choices', ['cloud', 'ground'], ['cloud', 'ground']],
  ] as const)('[CI-04] is chosen in %s when it was before', (type, answer, chosen) => {
    const checked = draw(type, { answer }).match(/<input[^>]*checked[^>]*>/g) ?? []

    expect(checked.map((input) => /value="(\w+)"/.exec(input)?.[1])).toEqual(chosen)
  })
})

describe('N/A', () => {
  it('[PC-05] stands beside the scale where it may be chosen, and is chosen when it was', () => {
    const html = draw('rating5', { mayPass: true, answer: 'n/a' })

    expect(html.match(/<input[^>]*checked[^>]*>/g)).toEqual([expect.stringContaining('value="n/a"')])
    expect(html).toContain('Not applicable')
  })

  it('[PC-05] is no rating', () => {
    expect(questions.rating5.parse('n/a')).toBeUndefined()
  })
})

describe('an answer given before', () => {
  it.each([
    ['satisfaction4', 2],
    ['nps', 0],
  ] as const)('is chosen in %s, and it alone', (type, answer) => {
    expect(draw(type, { answer }).match(/<input[^>]*checked[^>]*>/g)).toEqual([
      expect.stringContaining(`value="${answer}"`),
    ])
  })

  it('stands in the text, escaped', () => {
    expect(draw('text', { answer: '</textarea><script>' })).toContain('&lt;/textarea&gt;&lt;script&gt;</textarea>')
  })
})

function draw(type: QuestionType, props: Partial<ControlProps> = {}): string {
  const given: ControlProps = {
    name: 'overall',
    text: 'How?',
    language: 'en-US',
    required: false,
    answer: null,
    ...(questions[type].isChosen && { options: offered }),
    ...props,
  }
  return renderToStaticMarkup(createElement(questions[type].Control, given))
}
