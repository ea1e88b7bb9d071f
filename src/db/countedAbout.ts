import { asProgramQuestion, ownWords } from '../domain/ownQuestions.ts'
import type { Program, ProgramQuestion } from '../domain/program.ts'
import type { Slice } from '../domain/results.ts'
import { type Basis, comments, isWordy, settled, tally } from '../domain/tally.ts'
import type { Db } from './database.ts'
import { ownQuestionsEver } from './ownQuestions.ts'
import { partnersBelow } from './partners.ts'
import { dispositionsOf, repliesOf } from './replies.ts'
import type { Counted } from './tallies.ts'

/** `added`: the questions a membership asks beside the program's. */
export type Own = Counted & { readonly added?: readonly Worded[] }
type Worded = { readonly question: ProgramQuestion; readonly text: string }

/** Counts what was answered about a partner and all that belongs to it, the questions of the membership's own beside the program's. */
export async function countedAbout(
  db: Db,
  { program, partner, basis, slice }: { program: Program; partner: { id: string }; basis: Basis; slice: Slice },
): Promise<Own> {
  const partnerIds = (await partnersBelow(db, partner.id)).map(({ id }) => id)
  const scope = { programId: program.id, partnerIds }
  const replies = settled(await repliesOf(db, scope), new Date())
  const added = await addedBy(db, { program, partner })
  const theirs = replies.filter(({ askedBy }) => askedBy === added.partnerId)
  const { catalogue, survey } = program
  const counted = [
    { questions: survey.questions, replies },
    { questions: added.questions.map(({ question }) => question), replies: theirs },
  ]
  return {
    added: added.questions,
    cells: counted.flatMap((one) => tally({ catalogue, questions: one.questions }, one.replies, basis)),
    dispositions: await dispositionsOf(db, scope),
    comments: Object.fromEntries(
      counted.flatMap((one) =>
        one.questions
          .filter(({ type }) => isWordy(type))
          .map(({ key }) => [key, comments(key, one.replies, basis, slice)]),
      ),
    ),
  }
}

/** The questions of the membership's own, as far as anybody has asked them, in its words.
 *  @source CI-04 */
async function addedBy(db: Db, { program, partner }: { program: Program; partner: { id: string } }) {
  if (!program.survey.ownQuestions) return { partnerId: partner.id, questions: [] }
  const { partnerId, questions } = await ownQuestionsEver(db, { programId: program.id, partnerId: partner.id })
  const worded = questions.map(({ question, language }) => ({
    question: asProgramQuestion(question),
    text: ownWords(question, program.language, language).text,
  }))
  return { partnerId, questions: worded }
}
