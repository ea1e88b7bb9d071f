import { IntlMessageFormat } from 'intl-messageformat'
import { languages } from '../locales/languages.ts'
import { brandProblems } from './brand.ts'
import { contactsProblems, deliveryProblems } from './checkContacts.ts'
import { giftProblems } from './checkGift.ts'
import { questionProblems } from './checkQuestions.ts'
import { standingProblems } from './checkStanding.ts'
import { isDuration } from './duration.ts'
import type { FieldProblem } from './errors.ts'
import { evidenceProblems } from './importedEvidence.ts'
import type { Program } from './program.ts'
import { type LetterKind, letterKinds } from './vocabulary.ts'

/** What a program's shape alone cannot promise: that its durations, letters, score and texts fit together.
 *  @returns every contradiction, each with its place; empty when there is none */
export function checkProgram(program: Program): readonly FieldProblem[] {
  return [
    ...durationProblems(program),
    ...letterProblems(program),
    ...contactsProblems(program),
    ...deliveryProblems(program),
    ...questionProblems(program),
    ...textProblems(program),
    ...standingProblems(program),
    ...anonymityProblems(program),
    ...ownUrlProblems(program),
    ...evidenceProblems(program),
    ...brandProblems(program),
    ...giftProblems(program),
  ]
}

const asks = ['contacts', 'survey'] as const

function durationProblems(program: Program): FieldProblem[] {
  const durations = asks.flatMap((ask) => [
    { field: `/${ask}/closesAfter`, got: program[ask].closesAfter },
    ...program[ask].followUps.map((step, i) => ({ field: `/${ask}/followUps/${i}/after`, got: step.after })),
  ])
  const { frequency } = program.survey
  return [...durations, ...(frequency ? [{ field: '/survey/frequency/per', got: frequency.per }] : [])]
    .filter(({ got }) => !isDuration(got))
    .map(({ field, got }) => ({ field, expected: "a duration such as '14 days', up to 10 years", got }))
}

/** Whose links a letter carries: the personal survey of a contact, or the console of those who run the program. */
const readers: Readonly<Record<LetterKind, 'contact' | 'insider'>> = {
  'contact-request': 'insider',
  'contact-escalation': 'insider',
  'survey-invitation': 'contact',
  'survey-reminder': 'contact',
  'survey-thanks': 'contact',
  'answer-confirmation': 'contact',
  'confirmation-reminder': 'contact',
  'survey-returned': 'insider',
}

function letterProblems({ contacts, survey }: Program): FieldProblem[] {
  const asked = [
    ...(contacts.to === 'contact'
      ? [{ field: '/contacts/to', expected: 'partner, psm or owner', got: contacts.to }]
      : []),
    ...(survey.to === 'contact' ? [] : [{ field: '/survey/to', expected: 'contact', got: survey.to }]),
  ]
  const letters = [
    ...(contacts.email ? [{ field: '/contacts/email', to: contacts.to, email: contacts.email }] : []),
    ...contacts.followUps.map((step, i) => ({ field: `/contacts/followUps/${i}/email`, ...step })),
    { field: '/survey/email', ...survey },
    ...survey.followUps.map((step, i) => ({ field: `/survey/followUps/${i}/email`, ...step })),
    ...(survey.thanks ? [{ field: '/survey/thanks', email: survey.thanks, to: 'contact' as const }] : []),
    ...(survey.notice ? [{ field: '/survey/notice', email: survey.notice, to: 'partner' as const }] : []),
  ]
  const misdirected = letters
    .filter(({ email, to }) => (readers[email] === 'contact') !== (to === 'contact'))
    .map(({ field, email, to }) => ({ field, expected: `a letter that is meant for the ${to}`, got: email }))
  return [...asked, ...misdirected]
}

/** What would tell who gave an anonymous answer: a value beside the organisation, a letter to the partner, a name in public. */
function anonymityProblems({ survey, standing }: Program): FieldProblem[] {
  if (!survey.anonymity) return []
  const telling = [
    { field: '/standing/rule', got: standing.rule === 'response-count' ? undefined : standing.rule },
    { field: '/survey/notice', got: survey.notice },
    { field: '/survey/review', got: survey.review },
  ]
  const expected = 'nothing that tells who answered: respondents may choose to be anonymous'
  return telling.filter(({ got }) => got !== undefined).map(({ field, got }) => ({ field, expected, got }))
}

/** Whoever answers at a membership's own address is asked at once to confirm, whenever that is: nothing may have to come first, and
 *  nothing may close meanwhile.
 *  @source CI-05 */
function ownUrlProblems({ survey, opensOn }: Program): FieldProblem[] {
  if (!survey.ownUrl) return []
  const isOpen = survey.openUntil !== undefined
  return [
    ...(opensOn.length > 0
      ? [{ field: '/opensOn', expected: 'no gates, where anybody may answer', got: opensOn }]
      : []),
    ...(isOpen
      ? []
      : [{ field: '/survey/openUntil', expected: "'renewal', where anybody may answer", got: undefined }]),
  ]
}

/** Names that texts can be filled with, and those that only subjects of letters can, by a stand-in. */
const names = { partner: 'P', customer: 'C', service: 'S' }
const subjectNames = { ...names, name: 'N', sender: 'F', address: 'A' }

function textProblems(program: Program): FieldProblem[] {
  const { texts, language, survey } = program
  const asked = survey.questions.flatMap(({ key, options = [] }) => [
    `question.${key}`,
    ...options.map((option) => `question.${key}.${option}`),
  ])
  const needed = ['survey.title', 'survey.intro', ...asked]
  const subjects = letterKinds.map((kind) => `${kind}.subject`)
  const problems = languages.flatMap((tag): FieldProblem[] => {
    const messages = texts[tag]
    if (!messages) return []
    const missing = needed
      .filter((key) => messages[key] === undefined)
      .map((key) => ({ field: `/texts/${tag}/${key}`, expected: 'a text', got: undefined }))
    const unfit = Object.entries(messages).flatMap(([key, text]): FieldProblem[] => {
      const known = subjects.includes(key) ? subjectNames : needed.includes(key) ? names : undefined
      const expected = known ? expectedText(tag, text, known) : noSuchKey
      return expected === undefined ? [] : [{ field: `/texts/${tag}/${key}`, expected, got: text }]
    })
    return [...missing, ...unfit]
  })
  return [...languageProblems(language, texts), ...problems]
}

const noSuchKey = "'survey.title', 'survey.intro', 'question.<key>', 'question.<key>.<option>' or '<letter>.subject'"

/** @returns what was expected of a text that cannot be shown; undefined when it can */
function expectedText(language: string, text: string, known: Readonly<Record<string, string>>): string | undefined {
  try {
    new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).format({ __proto__: null, ...known })
    return undefined
  } catch {
    return `an ICU message with no other arguments than {${Object.keys(known).join('}, {')}}`
  }
}

function languageProblems(language: Program['language'], texts: Program['texts']): FieldProblem[] {
  return texts[language]
    ? []
    : [{ field: `/texts/${language}`, expected: 'texts in the default language', got: undefined }]
}
