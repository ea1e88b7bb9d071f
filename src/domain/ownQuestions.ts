import { type Static, Type } from 'typebox'
import { type Language, languages } from '../locales/languages.ts'
import type { FieldProblem } from './errors.ts'
import type { Program, ProgramQuestion } from './program.ts'
import { closed, Question, Text } from './programParts.ts'

/** A question a partner adds to the program's, in its own words. */
export const OwnQuestion = Type.Object(
  {
    ...Question.properties,
    words: Type.Partial(
      Type.Record(
        Type.Enum(languages),
        Type.Object(
          {
            text: Text,
            options: Type.Optional(
              Type.Record(Type.String(), Text, { description: 'Of a choice or choices, by option key' }),
            ),
          },
          closed,
        ),
      ),
      { ...closed, description: "By language; at least the questions' own" },
    ),
  },
  closed,
)

export type OwnQuestion = Readonly<Static<typeof OwnQuestion>>

/** The questions of a membership as they were at one time. They are shown in the reader's language, else in their own. */
export type OwnQuestions = {
  readonly partnerId: string
  readonly version: number
  readonly language: Language
  readonly questions: readonly OwnQuestion[]
}

/** Under which key the answers to a partner's question are kept: never that of a question of the program.
 *  @source CI-04 */
export function ownKey(key: string): string {
  return `own.${key}`
}

/** Everything that is asked in a survey: the program's questions, then the partner's own. */
export function questionsOf(program: Program, own?: OwnQuestions): readonly ProgramQuestion[] {
  return [...program.survey.questions, ...(own?.questions ?? []).map(asProgramQuestion)]
}

/** A partner's question as if the program asked it. */
export function asProgramQuestion(own: OwnQuestion): ProgramQuestion {
  const { words: _, ...question } = own
  return { ...question, key: ownKey(question.key) }
}

/** What a partner's question says to a reader, and in which language that is. */
export function ownWords({ words }: OwnQuestion, wanted: Language, own: Language) {
  const language = words[wanted] ? wanted : own
  return { language, text: words[language]?.text ?? '', options: words[language]?.options ?? {} }
}

/** A question as it was asked last, with what there was to choose from before behind what there is: answers are kept by the keys of
 *  options.
 *  @param versions of one key, the newest first */
export function withFormerOptions(versions: readonly [OwnQuestion, ...OwnQuestion[]]): OwnQuestion {
  const [newest] = versions
  if (!newest.options) return newest
  const oldestFirst = versions.toReversed()
  const words = languages.flatMap((language) => {
    const said = newest.words[language]
    const options = oldestFirst.flatMap((version) => Object.entries(version.words[language]?.options ?? {}))
    return said ? [[language, { ...said, options: Object.fromEntries(options) }]] : []
  })
  const options = [...new Set(versions.flatMap((version) => version.options ?? []))]
  return { ...newest, options, words: Object.fromEntries(words) }
}

/** What a list of questions contradicts: each has a key and words of its own, in the list's language at least.
 *  @returns every contradiction with its place in the list */
export function checkOwnQuestions(
  questions: readonly OwnQuestion[],
  { program, language }: { readonly program: Program; readonly language: Language },
): readonly FieldProblem[] {
  const most = program.survey.ownQuestions ?? 0
  const keys = questions.map(({ key }) => key)
  const tooMany = { field: '/questions', expected: `up to ${most} questions`, got: questions.length }
  return [
    ...(questions.length > most ? [tooMany] : []),
    ...questions.flatMap(({ key, words, options = [] }, i): FieldProblem[] => {
      const field = `/questions/${i}`
      const isRepeated = keys.indexOf(key) < i
      return [
        ...(isRepeated ? [{ field: `${field}/key`, expected: 'a key no other question has', got: key }] : []),
        ...(words[language] ? [] : [{ field: `${field}/words/${language}`, expected: 'words', got: undefined }]),
        ...Object.entries(words).flatMap(([tag, said]) =>
          options
            .filter((option) => said.options?.[option] === undefined)
            .map((option) => ({ field: `${field}/words/${tag}/options/${option}`, expected: 'words', got: undefined })),
        ),
      ]
    }),
  ]
}
