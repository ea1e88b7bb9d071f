import { Type } from 'typebox'
import type { Db } from '../../db/database.ts'
import type { EngagementRow } from '../../db/engagements.ts'
import { isGiftUsedUp } from '../../db/giftBudget.ts'
import { findPartner } from '../../db/partners.ts'
import { findProgram } from '../../db/programs.ts'
import { questionsAsked } from '../../domain/asked.ts'
import { programLanguages } from '../../domain/programTexts.ts'
import { announcementOf } from '../../letters/announcement.ts'
import { type Language, languages } from '../../locales/languages.ts'
import { questionTypes } from '../../questions/types.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, visibleEngagement } from '../auth.ts'
import { rights } from '../rights.ts'
import { readLanguage } from './readLanguage.ts'
import { closed, EngagementParams, problemResponses } from './shapes.ts'

const Announcement = Type.Object({
  language: Type.Enum(languages),
  languages: Type.Array(Type.Enum(languages), { description: 'Those it can be written in' }),
  subject: Type.String(),
  text: Type.String({ description: 'Plain text, to be changed and sent by the partner' }),
  survey: Type.Object(
    {
      from: Type.String({ description: 'The address the survey comes from' }),
      to: Type.String({ description: 'Whom it goes to' }),
      questions: Type.Array(Type.Object({ key: Type.String(), type: Type.Enum(questionTypes), text: Type.String() })),
    },
    { description: 'What the survey is' },
  ),
})

/** What partners may tell their customers before the survey comes.
 *  @source FT-12 */
export function registerAnnouncement(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get(
    '/v1/engagements/:id/announcement',
    {
      config: { roles: rights['read engagements'] },
      schema: {
        tags: ['engagements'],
        summary: 'A letter that announces the survey, to be changed and sent by the partner',
        params: EngagementParams,
        querystring: Type.Object({ language: Type.Optional(Type.String({ maxLength: 20 })) }, closed),
        response: { 200: Announcement, ...problemResponses },
      },
    },
    async (request) => {
      const engagement = await visibleEngagement(db, callerOf(request), request.params.id)
      return announcementView(db, engagement, readLanguage('language', request.query.language))
    },
  )
}

/** @param wanted the partner's own language if not given */
export async function announcementView(db: Db, engagement: EngagementRow, wanted: Language | undefined) {
  const program = await findProgram(db, engagement.program_id, engagement.program_version)
  const partner = await findPartner(db, engagement.partner_id)
  if (!program || !partner) throw new Error(`engagement ${engagement.id} lacks its program or partner`)
  const names = { partner: partner.name, customer: engagement.customer_name, service: engagement.subject_name }
  const letter = announcementOf(program, {
    ...names,
    customer: { name: names.customer, country: engagement.customer_country },
    language: wanted ?? partner.language ?? program.language,
    isGiftUsedUp: await isGiftUsedUp(db, program),
    now: new Date(),
  })
  return {
    ...letter,
    languages: [...programLanguages(program)],
    survey: {
      from: program.sender.address,
      to: 'every contact the partner names who may be surveyed',
      questions: questionsAsked(program, undefined, { language: letter.language, names }).map(
        ({ question: { key, type }, text }) => ({ key, type, text }),
      ),
    },
  }
}
