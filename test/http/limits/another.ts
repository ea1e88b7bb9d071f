import { afterAll } from 'vitest'
import { invitationsOf } from '../../../src/db/invitations.ts'
import { surveyToken } from '../../../src/domain/surveyToken.ts'
import { type App, buildApp } from '../../../src/http/app.ts'
import { createLog } from '../../../src/log.ts'
import { portal } from '../../support/portal.ts'
import type { World } from '../../support/world.ts'

type Settings = Parameters<typeof buildApp>[0]['config']

export const secret = 'a secret of another app altogether'

/** An app on the database of a world, with limits of its own, that counts its queries and keeps its log. */
export function otherApps(world: () => World) {
  const apps: App[] = []
  afterAll(async () => {
    for (const app of apps) await app.close()
  })

  return async function another(settings: Partial<Settings> = {}) {
    let queries = 0
    const db = world().db.withPlugin({
      transformQuery({ node }) {
        queries += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const log: string[] = []
    const app = await buildApp({
      db,
      log: createLog({ name: 'another', level: 'trace' }, { write: (line) => void log.push(line) }),
      config: {
        PUBLIC_URL: 'http://127.0.0.1:8080',
        SURVEY_SECRET: secret,
        DAY: '24 hours',
        REQUESTS_PER_MINUTE: 100_000,
        TEMPORAL_UI_URL: '',
        ...settings,
      },
      isReady: async () => true,
    })
    apps.push(app)
    return { app, log, queries: () => queries }
  }
}

/** The survey links of contacts who were named, whether they were asked or not. */
export async function linksOf(world: World, engagementId: string): Promise<readonly string[]> {
  return (await invitationsOf(world.db, engagementId)).map(({ id }) => surveyToken(secret, id))
}

/** An engagement with contacts named, for whom there are links. */
export async function namedOne(world: World, externalId: string, contacts: readonly object[]): Promise<string> {
  const { open, name } = portal(world)
  const id = await open(externalId)
  await name(id, contacts)
  return id
}
