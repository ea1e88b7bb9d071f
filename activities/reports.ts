import { log } from '@temporalio/activity'
import { createElement } from 'react'
import { assess } from '../src/db/assess.ts'
import type { Db } from '../src/db/database.ts'
import { isWritten } from '../src/db/otherLetters.ts'
import { lockPartner, type PartnerRow } from '../src/db/partners.ts'
import { findProgram } from '../src/db/programs.ts'
import { findReport, reportedPartners } from '../src/db/reports.ts'
import { type Row, readResults } from '../src/db/results.ts'
import { membershipId, type Whose } from '../src/db/standings.ts'
import { dayAfter, dayAt, dayBefore } from '../src/domain/calendar.ts'
import { type Program, scoredQuestions } from '../src/domain/program.ts'
import { reportToken } from '../src/domain/reportToken.ts'
import type { Month } from '../src/domain/results.ts'
import { scaleOf } from '../src/domain/score.ts'
import type { Attachment } from '../src/letters/letter.ts'
import type { Contents, ReportedMonth, ReportedQuestion } from '../src/letters/membership/letter.ts'
import { pngOf } from '../src/letters/picture/png.ts'
import { Trend } from '../src/letters/picture/Trend.tsx'
import type { Dependencies } from './dependencies.ts'
import { missing } from './failures.ts'
import { tellMembership } from './memberships.ts'
import type { Standings } from './standings.ts'

/** Reports made in one activity: each reads a year of answers and draws a picture. */
const batch = 25
/** Months in a report. */
const length = 12

export type Claimed = Standings & {
  /** Partners whose report could not be made. */
  readonly failed: readonly string[]
}

/** Reports of the month that is over to the memberships that opted in. */
export function reportActivities(dependencies: Dependencies) {
  const { db } = dependencies
  return {
    /** Claims the reports of some partners, each once a month. One that fails does not keep the others from theirs.
     *  @param after the partner before the first */
    async claimReports({ programId, after }: { programId: string; after: string }): Promise<Claimed> {
      const program = (await findProgram(db, programId)) ?? missing('program', programId)
      const partners = program.report ? await reportedPartners(db, { programId, after, limit: batch }) : []
      const told: string[] = []
      const failed: string[] = []
      for (const partnerId of partners) {
        try {
          const about = await db.transaction().execute((tx) => reportTo(tx, dependencies, { program, partnerId }))
          if (about !== undefined) told.push(about)
        } catch (error) {
          log.error('a report cannot be made', { programId, partnerId, error: String(error) })
          failed.push(partnerId)
        }
      }
      return { told, failed, next: partners.length === batch ? (partners.at(-1) ?? null) : null }
    },
  }
}

/** @returns what a letter was claimed about */
async function reportTo(
  tx: Db,
  { config }: Dependencies,
  { program, partnerId }: { program: Program; partnerId: string },
): Promise<string | undefined> {
  const whose = { programId: program.id, partnerId }
  const partner = (await lockPartner(tx, partnerId)) ?? missing('partner', partnerId)
  const report = await findReport(tx, whose)
  const address = report?.address ?? partner.email
  const month = monthOver(partner, new Date())
  if (!report || address === null || (await isReported(tx, whose, month))) return undefined
  const found = await assess(tx, { ...whose, asOf: lastDayOf(month), program })
  const content = await contentOf(tx, { program, partner, month })
  const stop = `${config.PUBLIC_URL}/report/${program.id}/${partnerId}/${reportToken(config.SURVEY_SECRET, whose)}`
  const recipient = { kind: 'partner', name: partner.name, address } as const
  const attachments = await Promise.all(content.questions.map(pictureOf))
  const letter = { kind: 'monthly-report', wave: month, content, recipient, stop, attachments } as const
  return tellMembership(tx, { config, found, partner }, letter)
}

async function contentOf(
  tx: Db,
  { program, partner, month }: { program: Program; partner: PartnerRow; month: Month },
): Promise<Contents['monthly-report']> {
  const months = monthsUntil(month)
  const from = months[0] ?? month
  const results = await readResults(tx, { program, partner, from, to: month, by: 'month' })
  const scored = scoredQuestions(program)
  return {
    month,
    questions: results.questions
      .filter(({ key }) => scored.includes(key))
      .map(({ key, measure, all, rows }) => ({
        key,
        measure: measure ?? program.score.measure,
        months: months.map((of) =>
          reported(
            of,
            rows.find((row) => row.of === of),
          ),
        ),
        all: { n: all.n, value: all.score?.value ?? null },
        benchmark: all.benchmark && { n: all.benchmark.n, value: all.benchmark.score.value },
        picture: `cid:${pictureName(key)}`,
      })),
  }
}

function reported(month: Month, row: Row | undefined): ReportedMonth {
  return { month, n: row ? row.n : 0, value: row?.score?.value ?? null }
}

/** The trend of a question as the file that comes with the letter. */
async function pictureOf({ key, months, measure }: ReportedQuestion): Promise<Attachment> {
  const content = await pngOf(createElement(Trend, { points: months, scale: scaleOf[measure] }))
  return { filename: `${pictureName(key)}.png`, contentType: 'image/png', contentId: pictureName(key), content }
}

function pictureName(key: string): string {
  return `trend-${key}`
}

/** The month that was over last where the partner is. */
function monthOver({ time_zone: zone }: PartnerRow, now: Date): Month {
  return dayBefore(`${dayAt(now, zone).slice(0, 7)}-01`, '1 day').slice(0, 7)
}

function lastDayOf(month: Month): string {
  return dayBefore(dayAfter(`${month}-01`, '1 month'), '1 day')
}

function monthsUntil(month: Month): readonly Month[] {
  const before = Array.from({ length: length - 1 }, (_, i) =>
    dayBefore(`${month}-01`, `${length - 1 - i} months`).slice(0, 7),
  )
  return [...before, month]
}

async function isReported(tx: Db, whose: Whose, wave: Month): Promise<boolean> {
  return isWritten(tx, { about: membershipId(whose), kind: 'monthly-report', wave })
}
