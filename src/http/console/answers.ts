import type { Db } from '../../db/database.ts'
import type { EngagementRow } from '../../db/engagements.ts'
import type { Caller } from '../../db/keys.ts'
import { findOwnQuestions } from '../../db/ownQuestions.ts'
import type { ResponseRow } from '../../db/responses.ts'
import { type Asked, questionsAsked, wordsOf } from '../../domain/asked.ts'
import type { Program } from '../../domain/program.ts'
import { programLanguage } from '../../domain/programTexts.ts'
import type { Answer } from '../../questions/types.ts'
import { singleAnswersOf } from '../singleAnswers.ts'

type About = { readonly row: EngagementRow; readonly program: Program; readonly partnerName: string }

/** What each contact answered, in the words of the questions; undefined for who may not read it.
 *  @source PC-09, MX-14 */
export async function answersView(db: Db, caller: Caller, about: About) {
  const responses = await singleAnswersOf(db, caller, about.row)
  return (
    responses &&
    Promise.all(
      responses.map(async ({ row, contact, disqualification }) => ({
        id: row.id,
        contact,
        at: row.submitted_at,
        isSuperseded: row.superseded_at !== null,
        setAside: row.set_aside,
        disqualified: disqualification && { reason: disqualification.reason },
        lines: (await askedIn(db, row, about)).map((asked) => ({
          key: asked.question.key,
          text: asked.text,
          said: saidOf(asked, row.answers[asked.question.key] ?? null),
        })),
      })),
    )
  )
}

async function askedIn(db: Db, response: ResponseRow, { row, program, partnerName }: About): Promise<readonly Asked[]> {
  const { own_partner_id: partnerId, own_version: version } = response
  const own =
    partnerId === null || version === null
      ? undefined
      : await findOwnQuestions(db, { partnerId, programId: row.program_id }, version)
  const names = { partner: partnerName, customer: row.customer_name, service: row.subject_name }
  return questionsAsked(program, own, { language: programLanguage(program, 'en-US'), names })
}

/** @example saidOf(the overall rating, 4) → '4 · Satisfied' */
function saidOf(asked: Asked, answer: Answer): string {
  if (answer === null) return asked.question.notApplicable ? 'N/A' : 'No answer'
  const words = wordsOf(asked, answer).join(', ')
  return typeof answer !== 'number' || words.includes(String(answer)) ? words : `${answer} · ${words}`
}
