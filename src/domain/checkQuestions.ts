import { questions } from '../questions/index.ts'
import { type QuestionType, questionTypes } from '../questions/types.ts'
import type { FieldProblem } from './errors.ts'
import { type Program, type ProgramQuestion, scoredQuestions } from './program.ts'
import { isWordy, wordyTypes } from './response.ts'

/** What is wrong with a program's questions, and with what is made of their answers. */
export function questionProblems(program: Program): readonly FieldProblem[] {
  return [
    ...program.survey.questions.flatMap((question, i) => [
      ...keyProblems(program, i),
      ...optionProblems(question, `/survey/questions/${i}`),
    ]),
    ...scoreProblems(program),
    ...letterQuestionProblems(program),
    ...reviewProblems(program),
  ]
}

/** Fields the survey form sends beside the answers, and what its address says beside a rating. */
const sent = ['language', 'shown', 'website', 'email', 'publish', 'anonymous', 'own']
const reserved: readonly string[] = [...sent, 'lang', 'thanks', 'done']

function keyProblems({ survey }: Program, i: number): readonly FieldProblem[] {
  const keys = survey.questions.map((question) => question.key)
  const got = keys[i] ?? ''
  const field = `/survey/questions/${i}/key`
  if (keys.indexOf(got) < i) return [{ field, expected: 'a key no other question has', got }]
  return reserved.includes(got) ? [{ field, expected: `another key than ${reserved.join(', ')}`, got }] : []
}

/** Options belong to questions that are answered by choosing, N/A to scales.
 *  @source PC-05 */
function optionProblems({ type, options, notApplicable }: ProgramQuestion, at: string): readonly FieldProblem[] {
  const { isChosen, options: scale } = questions[type]
  const isOffered = options !== undefined
  return [
    ...(isOffered === (isChosen ?? false)
      ? []
      : [{ field: `${at}/options`, expected: isChosen ? 'what there is to choose from' : 'none', got: options }]),
    ...(notApplicable && !scale
      ? [{ field: `${at}/notApplicable`, expected: 'nothing: only a scale has N/A', got: notApplicable }]
      : []),
  ]
}

function scoreProblems({ survey, score }: Program): readonly FieldProblem[] {
  const types = questionTypes.filter((type) => questions[type].report.measures?.includes(score.measure))
  return scoredQuestions({ score })
    .filter((key) => !survey.questions.some((question) => question.key === key && types.includes(question.type)))
    .map((got) => {
      const field = 'question' in score ? '/score/question' : '/score/questions'
      return { field, expected: `the key of a question of type ${oneOf(types)}`, got }
    })
}

/** A link says one answer, and each that it may say is shown. */
function letterQuestionProblems({
  survey: { letterQuestion: got, questions: asked },
}: Program): readonly FieldProblem[] {
  if (got === undefined || asked.some(({ key, type }) => key === got && questions[type].letter)) return []
  const types = questionTypes.filter((type) => questions[type].letter)
  return [{ field: '/survey/letterQuestion', expected: `the key of a question of type ${oneOf(types)}`, got }]
}

/** A review is published under the name of the respondent's organisation: whoever may stay anonymous gives none.
 *  @source PC-06 */
function reviewProblems({ survey: { review, questions: asked, anonymity } }: Program): readonly FieldProblem[] {
  if (review === undefined) return []
  const field = '/survey/review'
  if (anonymity) return [{ field, expected: 'none, where respondents may stay anonymous', got: review }]
  const isText = asked.some(({ key, type }) => key === review && isWordy(type))
  return isText ? [] : [{ field, expected: `the key of a question of type ${oneOf(wordyTypes)}`, got: review }]
}

/** @example oneOf(['text', 'choice']) → "'text' or 'choice'" */
function oneOf(types: readonly QuestionType[]): string {
  return types.map((type) => `'${type}'`).join(' or ')
}
