import type { Language } from '../locales/languages.ts'
import { questions } from '../questions/index.ts'
import type { Answer, Option } from '../questions/types.ts'
import { asProgramQuestion, type OwnQuestion, type OwnQuestions, ownWords } from './ownQuestions.ts'
import type { Program, ProgramQuestion } from './program.ts'
import { optionsOf, programText } from './programTexts.ts'

/** A question as it is put to a reader: its words, and what there is to choose from. `language` is that of its words where it is not
 *  the reader's; `isOwn` are those the partner asks beside the program. */
export type Asked = {
  readonly question: ProgramQuestion
  readonly text: string
  readonly options: readonly Option[] | undefined
  readonly language?: Language
  readonly isOwn: boolean
}

/** An answer in the words it was offered in, or as it was written: one, or each of several that were chosen. */
export function wordsOf({ options = [] }: Asked, answer: NonNullable<Answer>): readonly string[] {
  const given = typeof answer === 'object' ? answer : [answer]
  return given.map((one) => options.find(({ value }) => value === one)?.label ?? String(one))
}

type Reader = { readonly language: Language; readonly names: Readonly<Record<string, string>> }

/** Everything that is asked in a survey, in the order it is shown: the program's questions, then the partner's own.
 *  @param own what the partner asks beside the program  @source CI-04 */
export function questionsAsked(program: Program, own: OwnQuestions | undefined, reader: Reader): readonly Asked[] {
  const { language, names } = reader
  const core = program.survey.questions.map((question) => ({
    question,
    text: programText(program, language, `question.${question.key}`, names),
    options: optionsOf(program, question, reader),
    isOwn: false,
  }))
  return [...core, ...(own?.questions ?? []).map((question) => askedByPartner(question, own?.language, reader))]
}

/** A question of the partner's own as it is put to a reader: in the words of their language, else of the one it has words in at least. */
export function askedByPartner(
  own: OwnQuestion,
  inWhich: Language | undefined,
  { language }: Pick<Reader, 'language'>,
): Asked {
  const question = asProgramQuestion(own)
  const said = ownWords(own, language, inWhich ?? language)
  const first = ownWords(own, inWhich ?? language, language)
  return {
    question,
    text: said.text,
    options:
      questions[question.type].options?.(language) ??
      question.options?.map((value) => ({ value, label: said.options[value] ?? first.options[value] ?? value })),
    ...(said.language !== language && { language: said.language }),
    isOwn: true,
  }
}
