import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { retentionActivities } from '../../activities/retention.ts'
import { delivered } from '../support/delivered.ts'
import { ledger } from '../support/ledger.ts'
import { join } from '../support/ownUrl.ts'
import { tracesOf } from '../support/traces.ts'
import { visitors } from '../support/visitor.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '300ms', webhooks: true })

beforeAll(async () => {
  await join(world())
  await visitors(world()).choose('fabrikam')
})

async function engagementOf(customer: string): Promise<string> {
  const [engagement] = await visitors(world()).engagementsOf(customer)
  return engagement?.id ?? ''
}

describe('a visitor who does not confirm', () => {
  it('[CI-05] is reminded once; their answer is never counted', async () => {
    const { visit, mails, until, confirm, tokenOf } = visitors(world())
    await visit('fabrikam', 'ada@silent.example')
    const id = await engagementOf('silent.example')

    await ledger(world()).untilLetters(id, ['survey-invitation to ada: sent', 'survey-reminder to ada: sent'])
    const letters = await mails('ada@silent.example')
    expect(letters.map(({ subject }) => subject).toSorted()).toEqual([
      'Please confirm your answers about Fabrikam',
      'Reminder: please confirm your answers about Fabrikam',
    ])
    expect(letters.every(({ headers }) => headers['List-Unsubscribe-Post'] === 'List-Unsubscribe=One-Click')).toBe(true)
    expect(new Set(letters.map(({ text }) => /\/s\/[\w.-]+\/confirm/.exec(text)?.[0])).size).toBe(1)
    await until(id, { outcome: 'no-response' })

    const late = await confirm(await tokenOf('ada@silent.example'), 'hld_none')
    expect(late.statusCode).toBe(303)
    const counted = await world().db.selectFrom('evidence').select('id').where('engagement_id', '=', id).execute()
    expect(counted).toEqual([])
  })

  it('[CI-05] and whose address takes no mail is nobody’s task, and the partner is asked for nobody', async () => {
    const { visit, until } = visitors(world())
    const { destine, tasks } = delivered(world())
    await destine('bea@nowhere.example', 'bounced')

    await visit('fabrikam', 'bea@nowhere.example')
    const id = await engagementOf('nowhere.example')

    await until(id, { outcome: 'no-response', invitations: { unconfirmed: 1 } })
    expect(await tasks(id)).toEqual([])
    expect(await ledger(world()).count(id, 'contact-request')).toBe(0)
  })

  it('[MX-04] is forgotten in time, and found by export until then', async () => {
    const { visit, call, held, tokenOf } = visitors(world())
    await visit('fabrikam', 'cem@forgotten.example', { comment: 'my own words' })
    await tokenOf('cem@forgotten.example')
    const before = await held()
    const { body } = await call('POST', '/v1/people/export', {
      role: 'operator',
      body: { email: 'cem@forgotten.example' },
    })
    expect(body.heldAnswers).toMatchObject([{ submission: { answers: { comment: 'my own words' } } }])
    const { db } = world()
    const past = sql<Date>`now() - interval '61 days'`
    const theirs = db.selectFrom('contacts').select('id').where('email', '=', 'cem@forgotten.example')
    const invitations = db.selectFrom('invitations').select('id').where('contact_id', 'in', theirs)
    await db.updateTable('held_answers').set({ given_at: past }).where('invitation_id', 'in', invitations).execute()

    const retention = retentionActivities({ db, config: {} })
    expect(await retention.expireKept('unconfirmed')).toEqual({ rows: 1, more: false })

    expect(await tracesOf(db, ['cem@forgotten.example', 'my own words'])).toEqual([])
    expect(await held()).toBe(before - 1)
    expect(await retention.expireKept('unconfirmed')).toEqual({ rows: 0, more: false })
  })

  it('[MX-04] is erased with what they answered', async () => {
    const { visit, call, tokenOf } = visitors(world())
    await visit('fabrikam', 'dan@erased.example', { comment: 'erase me' })
    const token = await tokenOf('dan@erased.example')

    await call('POST', '/v1/people/erase', { role: 'operator', body: { email: 'dan@erased.example' } })

    expect(await tracesOf(world().db, ['dan@erased.example', 'erase me'])).toEqual([])
    expect((await world().app.inject(`/s/${token}/confirm`)).statusCode).toBe(404)
  })
})
