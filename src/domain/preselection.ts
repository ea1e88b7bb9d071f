import { questions } from '../questions/index.ts'
import { type Program, type ProgramQuestion, scoredQuestions } from './program.ts'

type Asking = Pick<Program, 'survey' | 'score'>

/** The question that the invitation asks itself: the one the program names, else the first that is scored; undefined where it is answered
 *  by more than a link can say. */
export function askedInLetter({ survey, score }: Asking): ProgramQuestion | undefined {
  const named = survey.letterQuestion ?? scoredQuestions({ score })[0]
  return survey.questions.find(({ key, type }) => key === named && questions[type].letter !== undefined)
}

/** The link to a survey with an answer filled in, such as an answer in a letter leads to. Opening it only preselects: nothing is kept until
 *  the respondent sends the form.
 *  @param survey the personal link  @param question its key  @param value a point of its scale, or the key of an option
 *  @source MX-06  @example preselecting('https://…/s/x', 'overall', 4) → 'https://…/s/x?overall=4' */
export function preselecting(survey: string, question: string, value: number | string): string {
  const url = new URL(survey)
  url.searchParams.set(question, String(value))
  return url.href
}

/** What a link fills in: an answer that the letter offers to the question it asks. Anything else is not heard.
 *  @param query the parameters of the address */
export function preselected(
  program: Asking,
  query: Readonly<Record<string, unknown>>,
): Readonly<Record<string, number | string>> {
  const question = askedInLetter(program)
  if (!question) return {}
  const answer = questions[question.type].parse(query[question.key], question.options)
  return typeof answer === 'number' || typeof answer === 'string' ? { [question.key]: answer } : {}
}
