import { questions } from '../questions/index.ts'
import { type Answer, notApplicable, type QuestionType, questionTypes } from '../questions/types.ts'
import type { FieldProblem } from './errors.ts'
import type { ProgramQuestion } from './program.ts'

/** Whether a question is answered in the respondent's own words, which may tell who wrote them. */
export function isWordy(type: QuestionType): boolean {
  return questions[type].report.shows === 'words'
}

export const wordyTypes: readonly QuestionType[] = questionTypes.filter(isWordy)

export type Answers = Readonly<Record<string, Answer>>

/** Reads what a respondent sent against the questions that were asked.
 *  @param raw from JSON or a form, by question key
 *  @returns every question with its answer (`null` where there is none, or N/A was chosen), and every one that does not fit */
export function readAnswers(
  asked: readonly ProgramQuestion[],
  raw: Readonly<Record<string, unknown>>,
): { readonly answers: Answers; readonly problems: readonly FieldProblem[] } {
  const read = asked.map((question) => ({ question, answer: readAnswer(question, raw[question.key]) }))
  const unknown = Object.keys(raw).filter((key) => !asked.some((question) => question.key === key))
  return {
    answers: Object.fromEntries(read.map(({ question, answer }) => [question.key, answer ?? null])),
    problems: [
      ...read
        .filter(({ answer }) => answer === undefined)
        .map(({ question }) => ({
          field: `/answers/${question.key}`,
          expected: expectedOf(question),
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

/** @returns undefined for what is no answer, and for none where one is required */
function readAnswer({ type, options, required, notApplicable: mayPass }: ProgramQuestion, raw: unknown) {
  if (mayPass && (raw === null || raw === notApplicable)) return null
  const answer = questions[type].parse(raw, options)
  return answer === null && required ? undefined : answer
}

function expectedOf({ type, options, notApplicable: mayPass }: ProgramQuestion): string {
  const expected = `${questions[type].expected}${options ? `: ${options.join(', ')}` : ''}`
  return mayPass ? `${expected}, or null for N/A` : expected
}

/** The ratings a score is made of: the numbers given to some questions, in the order of the responses. */
export function ratingsOf(questions: readonly string[], responses: readonly Answers[]): readonly number[] {
  return responses
    .flatMap((answers) => questions.map((question) => answers[question]))
    .filter((answer) => typeof answer === 'number')
}
