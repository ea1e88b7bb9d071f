import fastify from 'fastify'
import pg from 'pg'
import { loadConfig } from '../../../src/config.ts'
import { exitWithParent } from '../../../src/local/orphan.ts'

// What the API is measured against: a route, one INSERT, no rule at all.
const { DATABASE_URL, DATABASE_CONNECTIONS, HOST, PORT } = loadConfig()
const db = new pg.Pool({ connectionString: DATABASE_URL, max: DATABASE_CONNECTIONS })
await db.query(
  'create table bare_responses (id bigint generated always as identity primary key, token text, body jsonb)',
)

const app = fastify()
app.get('/health/ready', () => ({ status: 'ready' }))
app.post<{ Params: { token: string } }>('/v1/surveys/:token/responses', async ({ params, body }, reply) => {
  await db.query('insert into bare_responses (token, body) values ($1, $2)', [params.token, JSON.stringify(body)])
  return reply.code(201).send({ status: 'answered' })
})
await app.listen({ host: HOST, port: PORT })

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
exitWithParent(stop)

function stop(): void {
  void app.close().then(() => db.end())
}
