import { Type } from 'typebox'
import { problemResponses } from './api/shapes.ts'
import type { App, HttpDependencies } from './app.ts'

const State = Type.Object({ status: Type.Enum(['ok', 'unavailable']) })

/** `/health/live`: the process runs. `/health/ready`: it can serve; 503 while it cannot. */
export function registerHealth(app: App, { isReady }: Pick<HttpDependencies, 'isReady'>): void {
  const schema = { tags: ['operation'], response: { 200: State, 503: State, ...problemResponses } }
  app.get(
    '/health/live',
    { schema: { ...schema, summary: 'Whether the process runs' }, config: { rateLimit: false }, logLevel: 'warn' },
    async () => ({
      status: 'ok' as const,
    }),
  )
  app.get(
    '/health/ready',
    { schema: { ...schema, summary: 'Whether it can serve' }, config: { rateLimit: false }, logLevel: 'warn' },
    async (_request, reply) =>
      (await isReady()) ? { status: 'ok' as const } : reply.code(503).send({ status: 'unavailable' }),
  )
}
