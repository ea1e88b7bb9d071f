import type { QuestionType } from '../questions/types.ts'
import { isDuration } from './duration.ts'
import type { FieldProblem } from './errors.ts'
import type { Measure, Program } from './program.ts'

/** What a program's shape alone cannot promise: that its durations, score and texts fit together.
 *  @returns every contradiction, each with its place; empty when there is none */
export function checkProgram(program: Program): readonly FieldProblem[] {
  return [...durationProblems(program), ...questionProblems(program), ...textProblems(program)]
}

function durationProblems(program: Program): FieldProblem[] {
  const durations = (['contacts', 'survey'] as const).flatMap((ask) => [
    { field: `/${ask}/closesAfter`, got: program[ask].closesAfter },
    ...program[ask].followUps.map((step, i) => ({ field: `/${ask}/followUps/${i}/after`, got: step.after })),
  ])
  return durations
    .filter(({ got }) => !isDuration(got))
    .map(({ field, got }) => ({ field, expected: "a duration such as '14 days'", got }))
}

const measured: Readonly<Record<Measure, QuestionType>> = { nsat: 'satisfaction4', nps: 'nps' }

function questionProblems({ survey, score }: Program): FieldProblem[] {
  const keys = survey.questions.map((question) => question.key)
  const repeated = keys.flatMap((key, i) =>
    keys.indexOf(key) < i
      ? [{ field: `/survey/questions/${i}/key`, expected: 'a key no other question has', got: key }]
      : [],
  )
  const scored = survey.questions.find((question) => question.key === score.question)
  if (scored?.type === measured[score.measure]) return repeated
  const expected = `the key of a question of type '${measured[score.measure]}'`
  return [...repeated, { field: '/score/question', expected, got: score.question }]
}

function textProblems({ texts, language, survey }: Program): FieldProblem[] {
  const needed = ['survey.title', 'survey.intro', ...survey.questions.map((question) => `question.${question.key}`)]
  const defaults = texts[language]
    ? []
    : [{ field: `/texts/${language}`, expected: 'texts in the default language', got: undefined }]
  const missing = Object.entries(texts).flatMap(([tag, messages]) =>
    needed
      .filter((key) => messages[key] === undefined)
      .map((key) => ({ field: `/texts/${tag}/${key}`, expected: 'a text', got: undefined })),
  )
  return [...defaults, ...missing]
}
