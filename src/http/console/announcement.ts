import { Type } from 'typebox'
import { parseLanguage } from '../../locales/languages.ts'
import { announcementView } from '../api/announcement.ts'
import { EngagementParams } from '../api/shapes.ts'
import type { App, HttpDependencies } from '../app.ts'
import { callerOf, visibleEngagement } from '../auth.ts'
import { show } from '../survey/page.ts'
import { AnnouncementPage } from './pages/AnnouncementPage.tsx'
import { taskCountOf } from './tasks.ts'

const schema = {
  hide: true,
  params: EngagementParams,
  querystring: Type.Object({ language: Type.Optional(Type.String({ maxLength: 20 })) }),
}

/** The letter with which partners announce a survey, to take along. */
export function registerAnnouncementPage(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get('/engagements/:id/announcement', { schema }, async (request, reply) => {
    const caller = callerOf(request)
    const engagement = await visibleEngagement(db, caller, request.params.id)
    const announcement = await announcementView(db, engagement, parseLanguage(request.query.language ?? ''))
    const tasks = await taskCountOf(db, caller)
    return show(reply, AnnouncementPage({ ...announcement, role: caller.role, tasks, engagementId: engagement.id }))
  })
}
