import type { FieldProblem } from '../../../domain/errors.ts'
import { type OwnQuestions, questionsOf } from '../../../domain/ownQuestions.ts'
import type { Program } from '../../../domain/program.ts'
import { programLanguage } from '../../../domain/programTexts.ts'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'
import { questions } from '../../../questions/index.ts'

/** Sentences for the respondent about the answers that do not fit, by question key.
 *  @param problems with fields such as `/answers/overall`; those that belong to no question are left out */
export function answerErrors(
  { program, own }: { readonly program: Program; readonly own?: OwnQuestions | undefined },
  language: Language,
  problems: readonly FieldProblem[],
): Readonly<Record<string, string>> {
  const shown = programLanguage(program, language)
  const fields = problems.map(({ field }) => field)
  const { review } = program.survey
  const unpublished = review && fields.includes('/review/publish') ? [[review, message(shown, 'problem.review')]] : []
  return Object.fromEntries([
    ...unpublished,
    ...questionsOf(program, own)
      .filter(({ key }) => fields.includes(`/answers/${key}`))
      .map(({ key, type }) => [key, questions[type].problem(shown)]),
  ])
}
