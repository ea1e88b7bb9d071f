import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { Type } from 'typebox'
import type { Db } from '../db/database.ts'
import { countByStage } from '../db/engagements.ts'
import { countGifts, giftsWait } from '../db/giftFigures.ts'
import { backlog } from '../db/outbox.ts'
import { standingsWait } from '../db/standingsDue.ts'
import { countTasks } from '../db/tasks.ts'
import { tasks } from '../domain/task.ts'
import { problemResponses } from './api/shapes.ts'
import type { App } from './app.ts'

/** Prometheus metrics at `/metrics`: counts and times by route, program and stage; nothing about a person. */
export function registerMetrics(app: App, db: Db): void {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  gauges(db, registers)
  const seconds = new Histogram({
    name: 'plaudit_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode }
    seconds.observe(labels, reply.elapsedTime / 1000)
  })
  app.get(
    '/metrics',
    {
      schema: {
        tags: ['operation'],
        summary: 'Metrics for Prometheus',
        produces: ['text/plain'],
        response: {
          200: { description: 'Metrics', content: { 'text/plain': { schema: Type.String() } } },
          ...problemResponses,
        },
      },
      logLevel: 'warn',
    },
    async (_request, reply) => reply.type(register.contentType).send(await register.metrics()),
  )
}

/** Figures that are read from the database when they are asked for. */
function gauges(db: Db, registers: Registry[]): void {
  new Gauge({
    name: 'plaudit_engagements',
    help: 'Engagements by program and stage',
    labelNames: ['program', 'stage'],
    registers,
    async collect() {
      this.reset()
      for (const { program, stage, count } of await countByStage(db)) this.set({ program, stage }, Number(count))
    },
  })
  new Gauge({
    name: 'plaudit_tasks',
    help: 'Open tasks for people, by kind and by who owes them',
    labelNames: ['kind', 'owner'],
    registers,
    async collect() {
      for (const [kind, { owner }] of Object.entries(tasks)) this.set({ kind, owner }, 0)
      for (const { kind, owner, count } of await countTasks(db)) this.set({ kind, owner }, Number(count))
    },
  })
  new Gauge({
    name: 'plaudit_gifts',
    help: 'Gift cards that were chosen, by program and by where their order stands',
    labelNames: ['program', 'state'],
    registers,
    async collect() {
      this.reset()
      for (const { program, state, count } of await countGifts(db)) this.set({ program, state }, count)
    },
  })
  new Gauge({
    name: 'plaudit_gifts_oldest_seconds',
    help: 'How long the oldest of them has waited for its provider',
    registers,
    async collect() {
      this.set(await giftsWait(db))
    },
  })
  const outbox = shared(() => backlog(db))
  new Gauge({
    name: 'plaudit_outbox_facts',
    help: 'Accepted facts that have not reached their workflow',
    registers,
    async collect() {
      this.set((await outbox()).count)
    },
  })
  new Gauge({
    name: 'plaudit_outbox_oldest_seconds',
    help: 'How long the oldest of them has waited',
    registers,
    async collect() {
      this.set((await outbox()).oldestSeconds)
    },
  })
  new Gauge({
    name: 'plaudit_standings_due_seconds',
    help: 'How long the oldest standing that has to be found has waited',
    registers,
    async collect() {
      this.set(await standingsWait(db))
    },
  })
}

/** Whoever asks while it is being read gets the same answer. */
function shared<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined
  return async () => {
    reading ??= read().finally(() => {
      reading = undefined
    })
    return reading
  }
}
