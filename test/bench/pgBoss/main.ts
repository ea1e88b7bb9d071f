import type pg from 'pg'
import PgBoss from 'pg-boss'
import { Resend } from 'resend'
import { loadConfig } from '../../../src/config.ts'
import { milliseconds } from '../../../src/domain/duration.ts'
import { deliver, writeLetter } from '../peers/letters.ts'
import {
  addContact,
  addEngagement,
  addFact,
  addResponse,
  claimLetter,
  closeWithScore,
  openRows,
  type Queryable,
  readLife,
  setStage,
} from '../peers/rows.ts'
import { servePeer } from '../peers/server.ts'

// The life of an engagement as a state machine: a row says where it stands, a job moves it on, a delayed job is its wait.
type Job = { readonly id: string }
type Timeout = Job & { readonly kind: 'survey-reminder' | 'end' }

const config = loadConfig()
const db = await openRows(config.DATABASE_URL, 'boss_peer')
const resend = new Resend(config.RESEND_API_KEY, { baseUrl: config.RESEND_BASE_URL ?? '' })
const boss = new PgBoss({ connectionString: config.DATABASE_URL, max: 10 })
boss.on('error', (error) => process.stderr.write(`${error.message}\n`))
await boss.start()
for (const name of ['advance', 'timeout']) await boss.createQueue(name)
const polling = { pollingIntervalSeconds: 0.5, batchSize: 20 }
const workers = await Promise.all([1, 2, 3].map(() => boss.work<Job>('advance', polling, eachOf(advance))))
await boss.work<Timeout>('timeout', polling, eachOf(timeOut))
let woken = 0

await servePeer(config, {
  open: async (id, body) => addEngagement(db, id, body),
  fact: async (id, fact) => accept(id, (tx) => addFact(tx, id, fact)),
  contact: async (id, contact) => accept(id, (tx) => addContact(tx, id, contact)),
  answer: async (contactId, answers) => {
    await accept(contactId.slice('ctc_'.length), (tx) => addResponse(tx, contactId, answers))
  },
  stop: async () => {
    await boss.stop({ graceful: false })
    await db.end()
  },
})

/** Writes what came in and the job that acts on it in one transaction, and wakes a worker. */
async function accept(id: string, write: (tx: Queryable) => Promise<unknown>): Promise<void> {
  await inTransaction(async (tx) => {
    await write(tx)
    await queue(tx, 'advance', { id })
  })
  woken += 1
  const worker = workers[woken % workers.length]
  if (worker) boss.notifyWorker(worker)
}

async function advance({ id }: Job): Promise<void> {
  await inTransaction(async (tx) => {
    const life = await readLife(tx, id, 'for update')
    if (life?.stage === 'survey' && life.answered) return closeWithScore(tx, id)
    if (life?.stage !== 'gates' || !life.contact) return
    if (!['milestone', 'payment'].every((gate) => life.facts.includes(gate))) return
    await claim(tx, id, 'survey-invitation', life.contact)
    await setStage(tx, id, 'survey')
    await queue(tx, 'timeout', { id, kind: 'survey-reminder' }, days(14))
  })
  await deliver(db, resend, id)
}

async function timeOut({ id, kind }: Timeout): Promise<void> {
  await inTransaction(async (tx) => {
    const life = await readLife(tx, id, 'for update')
    if (life?.stage !== 'survey' || !life.contact) return
    if (kind === 'end' || life.answered) return closeWithScore(tx, id)
    await claim(tx, id, kind, life.contact)
    await queue(tx, 'timeout', { id, kind: 'end' }, days(30))
  })
  await deliver(db, resend, id)
}

async function claim(
  tx: Queryable,
  id: string,
  kind: 'survey-invitation' | 'survey-reminder',
  contact: { readonly id: string; readonly email: string },
): Promise<void> {
  const payload = await writeLetter({ kind, id, contact, url: config.PUBLIC_URL, secret: config.SURVEY_SECRET })
  await claimLetter(tx, { id, kind, recipient: contact.id, payload })
}

async function queue(tx: Queryable, name: string, job: object, after = 0): Promise<void> {
  const executeSql = (text: string, values: unknown[]) => tx.query(text, values)
  await boss.send(name, job, { startAfter: new Date(Date.now() + after), retryLimit: 100, db: { executeSql } })
}

async function inTransaction(work: (tx: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await db.connect()
  try {
    await client.query('begin')
    await work(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

function eachOf<Data>(handle: (job: Data) => Promise<void>): (jobs: { data: Data }[]) => Promise<void> {
  return async (jobs) => {
    await Promise.all(jobs.map(({ data }) => handle(data)))
  }
}

function days(count: number): number {
  return count * milliseconds(config.DAY)
}
