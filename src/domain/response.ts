import { questions } from '../questions/index.ts'
import type { Answer, QuestionType } from '../questions/types.ts'
import type { FieldProblem } from './errors.ts'
import type { ProgramQuestion } from './program.ts'

/** Questions that are answered in the respondent's own words, which may tell who wrote them. */
export const wordyTypes = ['text'] as const satisfies readonly QuestionType[]

export type Answers = Readonly<Record<string, Answer>>

/** Reads what a respondent sent against the questions that were asked.
 *  @param raw from JSON or a form, by question key
 *  @returns every question with its answer (`null` where there is none), and every one that does not fit */
export function readAnswers(
  asked: readonly ProgramQuestion[],
  raw: Readonly<Record<string, unknown>>,
): { readonly answers: Answers; readonly problems: readonly FieldProblem[] } {
  const read = asked.map((question) => ({ question, answer: questions[question.type].parse(raw[question.key]) }))
  const unknown = Object.keys(raw).filter((key) => !asked.some((question) => question.key === key))
  return {
    answers: Object.fromEntries(read.map(({ question, answer }) => [question.key, answer ?? null])),
    problems: [
      ...read
        .filter(({ question, answer }) => answer === undefined || (answer === null && question.required))
        .map(({ question }) => ({
          field: `/answers/${question.key}`,
          expected: questions[question.type].expected,
          got: raw[question.key],
        })),
      ...unknown.map((key) => ({
        field: `/answers/${key}`,
        expected: 'the key of a question of this survey',
        got: raw[key],
      })),
    ],
  }
}

/** The ratings a score is made of: the numbers given to some questions, in the order of the responses. */
export function ratingsOf(questions: readonly string[], responses: readonly Answers[]): readonly number[] {
  return responses
    .flatMap((answers) => questions.map((question) => answers[question]))
    .filter((answer) => typeof answer === 'number')
}
