import { DBOS } from '@dbos-inc/dbos-sdk'
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
  readLife,
} from '../peers/rows.ts'
import { servePeer } from '../peers/server.ts'

// The life of an engagement as a DBOS workflow: steps are checkpointed, messages and waits are durable.
const config = loadConfig()
const db = await openRows(config.DATABASE_URL, 'dbos_peer')
const resend = new Resend(config.RESEND_API_KEY, { baseUrl: config.RESEND_BASE_URL ?? '' })
const needed = ['milestone', 'payment', 'contact']

const life = DBOS.registerWorkflow(live, { name: 'life' })
DBOS.setConfig({ name: 'bench', systemDatabaseUrl: config.DATABASE_URL, logLevel: 'error' })
await DBOS.launch()

await servePeer(config, {
  open: async (id, body) => {
    await addEngagement(db, id, body)
    await DBOS.startWorkflow(life, { workflowID: id })(id)
  },
  fact: async (id, fact) => {
    await addFact(db, id, fact)
    await DBOS.send(id, fact.type, 'facts', fact.eventId)
  },
  contact: async (id, contact) => {
    const contactId = await addContact(db, id, contact)
    await DBOS.send(id, 'contact', 'facts', contactId)
  },
  answer: async (contactId, answers) => {
    const id = await addResponse(db, contactId, answers)
    await DBOS.send(id, 'answered', 'answers', `answer of ${contactId}`)
  },
  stop: async () => {
    await DBOS.shutdown()
    await db.end()
  },
})

async function live(id: string): Promise<void> {
  const heard = new Set<string>()
  while (needed.some((fact) => !heard.has(fact))) {
    const fact = await DBOS.recv<string>('facts', days(3_650))
    if (fact) heard.add(fact)
  }
  await DBOS.runStep(() => send(id, 'survey-invitation'), { name: 'invite', retriesAllowed: true })
  if (!(await DBOS.recv('answers', days(14)))) {
    await DBOS.runStep(() => send(id, 'survey-reminder'), { name: 'remind', retriesAllowed: true })
    await DBOS.recv('answers', days(30))
  }
  await DBOS.runStep(() => closeWithScore(db, id), { name: 'close', retriesAllowed: true })
}

async function send(id: string, kind: 'survey-invitation' | 'survey-reminder'): Promise<void> {
  const contact = (await readLife(db, id))?.contact
  if (!contact) throw new Error('a life without a contact')
  const payload = await writeLetter({ kind, id, contact, url: config.PUBLIC_URL, secret: config.SURVEY_SECRET })
  await claimLetter(db, { id, kind, recipient: contact.id, payload })
  await deliver(db, resend, id)
}

function days(count: number): { readonly timeoutSeconds: number } {
  return { timeoutSeconds: (count * milliseconds(config.DAY)) / 1000 }
}
