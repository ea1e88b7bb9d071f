import { Type } from 'typebox'
import { auditHead, start } from '../../db/seals.ts'
import type { App, HttpDependencies } from '../app.ts'
import { rights } from '../rights.ts'
import { problemResponses } from './shapes.ts'

/** The head of the audit trail's chain, to be noted where nobody who may change the database may write.
 *  @source MX-10 */
export function registerAudit(app: App, { db }: Pick<HttpDependencies, 'db'>): void {
  app.get(
    '/v1/audit/head',
    {
      config: { roles: rights['read the audit trail'] },
      schema: {
        tags: ['operation'],
        summary: 'The newest seal of the audit trail: note it, and compare with `npm run audit:verify -- --head`',
        response: {
          200: Type.Object({
            position: Type.Integer({ description: 'How many entries are sealed' }),
            hash: Type.String({ description: 'SHA-256, hexadecimal; zeros while nothing is sealed' }),
          }),
          ...problemResponses,
        },
      },
    },
    async () => (await auditHead(db)) ?? start,
  )
}
