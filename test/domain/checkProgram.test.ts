import { Compile } from 'typebox/compile'
import { describe, expect, it } from 'vitest'
import { checkProgram } from '../../src/domain/checkProgram.ts'
import { Program } from '../../src/domain/program.ts'
import { letterKinds } from '../../src/domain/vocabulary.ts'
import { csatIndex } from '../../src/programs/csat-index/program.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { programs } from '../../src/programs/index.ts'
import { trailblazer } from '../support/trailblazer.ts'

const shape = Compile(Program)
const english = fasttrack.texts['en-US'] ?? {}

/** FastTrack with one thing changed, as JSON would bring it. */
function changed(change: Readonly<Record<string, unknown>>): Program {
  const program: unknown = { ...fasttrack, ...change }
  if (!shape.Check(program)) throw new Error('the change does not even have the shape of a program')
  return program
}

function fields(change: Readonly<Record<string, unknown>>): readonly string[] {
  return checkProgram(changed(change)).map(({ field }) => field)
}

function withText(key: string, text: string, language = 'en-US'): Readonly<Record<string, unknown>> {
  return { texts: { ...fasttrack.texts, [language]: { ...english, [key]: text } } }
}

describe('a program', () => {
  it.each(programs)('[MX-01] $id is data: it has the shape, no contradictions, and survives JSON', (program) => {
    expect(shape.Check(program)).toBe(true)
    expect(checkProgram(program)).toEqual([])
    expect(JSON.parse(JSON.stringify(program))).toEqual(program)
  })

  it.each(['language', 'shown', 'website', 'email', 'publish'])(
    'cannot ask a question under the key %s, which the form needs',
    (key) => {
      const questions = [...fasttrack.survey.questions, { key, type: 'text', required: false }]
      const change = { survey: { ...fasttrack.survey, questions }, ...withText(`question.${key}`, 'Well?') }

      expect(
        checkProgram(changed({ ...change, texts: { 'en-US': { ...english, [`question.${key}`]: 'Well?' } } })),
      ).toEqual([
        {
          field: '/survey/questions/7/key',
          expected: 'another key than language, shown, website, email, publish, anonymous, own, lang, thanks, done',
          got: key,
        },
      ])
    },
  )

  it('[CI-05] lets anybody answer only where nothing comes first and nothing closes before the renewal', () => {
    const { openUntil: _, ...closing } = csatIndex.survey
    const gated = { ...csatIndex, opensOn: [...fasttrack.opensOn] }

    expect(checkProgram(gated)).toMatchObject([{ field: '/opensOn' }])
    expect(checkProgram({ ...csatIndex, survey: closing })).toMatchObject([{ field: '/survey/openUntil' }])
  })

  it('cannot ask two questions under one key', () => {
    const questions = [...fasttrack.survey.questions, { key: 'overall', type: 'text', required: false }]

    expect(fields({ survey: { ...fasttrack.survey, questions } })).toEqual(['/survey/questions/7/key'])
  })

  it.each([
    ['nsat', 'recommend'],
    ['nps', 'overall'],
    ['nsat', 'comment'],
    ['nsat', 'nobody'],
  ])('[MX-03] cannot make %s of the question %s', (measure, question) => {
    const standing = { ...fasttrack.standing, measure }

    expect(fields({ score: { measure, question }, standing })).toEqual(['/score/question'])
  })

  it.each([
    ['/standing/window', { ...fasttrack.standing, window: 'a year' }],
    ['/standing/measure', { ...fasttrack.standing, measure: 'nps' }],
    ['/standing/above', { ...fasttrack.standing, above: 200 }],
  ])('[FT-10] cannot have a standing that %s makes impossible', (field, standing) => {
    expect(fields({ standing })).toEqual([field])
  })

  it.each(['comment', 'nobody-asks'])('[MX-06] cannot have the invitation ask %s, which no link answers', (key) => {
    expect(fields({ survey: { ...fasttrack.survey, letterQuestion: key } })).toEqual(['/survey/letterQuestion'])
    expect(fields({ survey: { ...fasttrack.survey, letterQuestion: 'recommend' } })).toEqual([])
  })

  it('[CI-14] cannot have a notice of renewals that names no whole days', () => {
    const standing = { ...csatIndex.standing, notices: ['90 days', '1 week', '12 hours'] }

    expect(fields({ standing })).toEqual(['/standing/notices/2'])
  })

  it('[PC-08] cannot name an attribute twice, or begin two tiers at once', () => {
    const [first] = trailblazer.attributes
    const tiers = {
      attributes: [...trailblazer.attributes, first],
      tiers: [...trailblazer.tiers, { name: 'Peak', from: 750 }],
    }

    expect(fields({ tiers })).toEqual(['/tiers/attributes/6/key', '/tiers/tiers/4/from'])
  })

  it.each(['', '30', '1 month', '0 days', '-1 days', '11 years', '99999999999 weeks'])(
    'cannot wait for %j',
    (duration) => {
      const contacts = { ...fasttrack.contacts, closesAfter: duration }
      const [step] = fasttrack.survey.followUps
      const survey = { ...fasttrack.survey, followUps: [{ ...step, after: duration }] }

      expect(fields({ contacts, survey })).toEqual(['/contacts/closesAfter', '/survey/followUps/0/after'])
    },
  )

  it('cannot ask contacts for contacts, or partners for answers', () => {
    expect(fields({ contacts: { ...fasttrack.contacts, to: 'contact' } })).toEqual(['/contacts/to', '/contacts/email'])
    expect(fields({ survey: { ...fasttrack.survey, to: 'partner' } })).toEqual(['/survey/to', '/survey/email'])
  })

  it('cannot send a letter to somebody whose links it does not carry', () => {
    const [step] = fasttrack.survey.followUps
    const survey = { ...fasttrack.survey, thanks: 'contact-request', followUps: [{ ...step, to: 'psm' }] }
    const contacts = { ...fasttrack.contacts, email: 'survey-invitation' }

    expect(fields({ survey, contacts })).toEqual(['/contacts/email', '/survey/followUps/0/email', '/survey/thanks'])
  })
})

describe('the texts of a program', () => {
  it.each([
    ['an open brace', 'How was {service?'],
    ['an argument nobody fills', 'How was {product}?'],
    ['an argument that only subjects have', 'From {sender}'],
    ['a plural without other', '{service, plural, one {x}}'],
    ['a built-in for an argument', 'How was {constructor}?'],
    ['empty braces', 'How was {}?'],
  ])('are refused with %s', (_, text) => {
    expect(checkProgram(changed(withText('survey.title', text)))).toEqual([
      {
        field: '/texts/en-US/survey.title',
        expected: 'an ICU message with no other arguments than {partner}, {customer}, {service}',
        got: text,
      },
    ])
  })

  it.each([
    ['angle brackets', 'Was {service} > 3 & <b>good</b>?'],
    ['quoted braces', "Was '{'{service}'}' good?"],
    ['a choice', '{service, select, Exchange {The mail} other {{service}}}'],
    ['no arguments', 'How was it?'],
    ['a brace that closes nothing', 'How was service}?'],
  ])('may hold %s', (_, text) => {
    expect(fields(withText('survey.title', text))).toEqual([])
  })

  it.each(letterKinds)('may fix the subject of %s, and name the sender there', (kind) => {
    expect(fields(withText(`${kind}.subject`, '{sender} <{address}> asks {name}'))).toEqual([])
    expect(fields(withText(`${kind}.subject`, '{senders}'))).toEqual([`/texts/en-US/${kind}.subject`])
  })

  it.each(['survey-invitaton.subject', 'question.nobody', 'survey.titel', 'constructor', ''])(
    'are refused under the key %j, which nothing shows',
    (key) => expect(fields(withText(key, 'x'))).toEqual([`/texts/en-US/${key}`]),
  )

  it('are needed for title, introduction and every question, in every language there is', () => {
    const { 'survey.title': _, 'question.overall': __, ...rest } = english

    expect(fields({ texts: { ...fasttrack.texts, de: rest } })).toEqual([
      '/texts/de/survey.title',
      '/texts/de/question.overall',
    ])
  })

  it('are needed in the language of the program', () => {
    expect(fields({ texts: { de: fasttrack.texts.de } })).toEqual(['/texts/en-US'])
  })
})

describe('the shape of a program', () => {
  it.each([
    ['an id with blanks', { id: 'fast track' }],
    ['version 0', { version: 0 }],
    ['half a version', { version: 1.5 }],
    ['a version that no database holds', { version: 2_147_483_648 }],
    ['a sender without an address', { sender: { ...fasttrack.sender, address: 'FastTrack' } }],
    ['support that is no address', { support: 'call us' }],
    ['a language that is none of ours', { texts: { ...fasttrack.texts, tlh: english } }],
    ['no question', { survey: { ...fasttrack.survey, questions: [] } }],
    [
      'a question key that is no name',
      { survey: { ...fasttrack.survey, questions: [{ key: '__proto__', type: 'nps', required: true }] } },
    ],
    ['a field nobody knows', { colour: 'blue' }],
    ['an empty text', withText('survey.title', '')],
  ])('is refused with %s', (_, change) => {
    expect(shape.Check({ ...fasttrack, ...change })).toBe(false)
  })
})
