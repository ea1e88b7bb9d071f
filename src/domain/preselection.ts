import { questions } from '../questions/index.ts'
import { type Program, scoredQuestions } from './program.ts'

/** The link to a survey with an answer filled in, such as a rating in a letter leads to. Opening it only preselects: nothing is
 *  kept until the respondent sends the form.
 *  @param survey the personal link  @param question the key of a scored question  @param value a point of its scale
 *  @source MX-06  @example preselecting('https://…/s/x', 'overall', 4) → 'https://…/s/x?overall=4' */
export function preselecting(survey: string, question: string, value: number): string {
  const url = new URL(survey)
  url.searchParams.set(question, String(value))
  return url.href
}

/** What a link fills in: ratings of scored questions that are points of their scales. Anything else is not heard.
 *  @param query the parameters of the address */
export function preselected(
  program: Pick<Program, 'survey' | 'score'>,
  query: Readonly<Record<string, unknown>>,
): Readonly<Record<string, number>> {
  const scored = scoredQuestions(program)
  const given = program.survey.questions
    .filter(({ key, type }) => scored.includes(key) && questions[type].options !== undefined)
    .map(({ key, type }) => ({ key, rating: questions[type].parse(query[key]) }))
  return Object.fromEntries(given.flatMap(({ key, rating }) => (typeof rating === 'number' ? [[key, rating]] : [])))
}
