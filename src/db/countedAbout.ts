import { type Asked, askedByPartner } from '../domain/asked.ts'
import type { Program } from '../domain/program.ts'
import { isWordy } from '../domain/response.ts'
import type { Slice } from '../domain/results.ts'
import { type Basis, comments, settled, tally } from '../domain/tally.ts'
import type { Language } from '../locales/languages.ts'
import type { Db } from './database.ts'
import { ownQuestionsEver } from './ownQuestions.ts'
import { partnersBelow } from './partners.ts'
import { dispositionsOf, repliesOf } from './replies.ts'
import type { Counted } from './tallies.ts'

/** `added`: the questions a membership asks beside the program's. */
export type Own = Counted & { readonly added?: readonly Asked[] }

type About = {
  readonly program: Program
  readonly partner: { readonly id: string }
  /** Of whoever reads the words. */
  readonly language: Language
}

/** Counts what was answered about a partner and all that belongs to it, the questions of the membership's own beside the program's. */
export async function countedAbout(
  db: Db,
  { basis, slice, ...about }: About & { readonly basis: Basis; readonly slice: Slice },
): Promise<Own> {
  const { program, partner } = about
  const partnerIds = (await partnersBelow(db, partner.id)).map(({ id }) => id)
  const scope = { programId: program.id, partnerIds }
  const replies = settled(await repliesOf(db, scope), new Date())
  const added = await addedBy(db, about)
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
async function addedBy(db: Db, { program, partner, language }: About) {
  if (!program.survey.ownQuestions) return { partnerId: partner.id, questions: [] }
  const { partnerId, questions } = await ownQuestionsEver(db, { programId: program.id, partnerId: partner.id })
  const asked = questions.map(({ question, language: own }) => askedByPartner(question, own, { language }))
  return { partnerId, questions: asked }
}
