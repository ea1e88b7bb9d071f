import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { lockEngagement } from '../../src/db/engagements.ts'
import { survey } from '../support/invited.ts'
import { ledger, person } from '../support/ledger.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '200ms' })

describe('reopening', () => {
  it('[PC-10] a scored engagement asks everybody anew; new answers replace the old ones, which are kept', async () => {
    const { invited, rate, until, reopen, mails, answer, tokenIn } = acts()
    const id = await invited('scored', ['changes-mind'])
    await rate('changes-mind', 1)
    await until(id, { outcome: 'scored', score: { value: 0 } })

    await reopen(id)
    const invitations = async () =>
      (await mails('changes-mind@contoso.example')).filter((mail) => mail.subject.includes('two minutes'))
    await expect.poll(invitations).toHaveLength(2)
    const [anew] = await invitations()
    if (anew) await answer(tokenIn(anew), { overall: 4 })

    await until(id, { stage: 'closed', outcome: 'scored', score: { value: 200, n: 1 } })
    const responses = world().db.selectFrom('responses').select(['answers', 'superseded_at'])
    const kept = await responses.where('engagement_id', '=', id).orderBy('submitted_at').execute()
    expect(kept).toMatchObject([
      { answers: { overall: 1 }, superseded_at: expect.any(Date) },
      { answers: { overall: 4 }, superseded_at: null },
    ])
    expect(await ledger(world()).count(id, 'survey-thanks')).toBe(2)
  })

  it('[PC-10] a scored engagement keeps its score when nobody answers anew', async () => {
    const { invited, rate, until, reopen } = acts()
    const id = await invited('kept', ['once'])
    await rate('once', 4)
    await until(id, { outcome: 'scored' })

    await reopen(id)

    await until(id, { stage: 'survey' })
    await until(id, { stage: 'closed', outcome: 'scored', score: { value: 200, n: 1 } })
  })

  it('an engagement that ended without a response invites and reminds once more', async () => {
    const { invited, until, reopen } = acts()
    const { letters } = ledger(world())
    const id = await invited('no-response', ['sleeper'])
    await until(id, { outcome: 'no-response' })

    await reopen(id)

    await until(id, { stage: 'survey' })
    await until(id, { outcome: 'no-response' })
    const once = ['survey-invitation to sleeper: sent', 'survey-reminder to sleeper: sent']
    expect(await letters(id)).toEqual([...once, ...once])
  })

  it('an engagement that ended without contacts asks the partner anew, with its escalations', async () => {
    const { open, reachGates, until, reopen, name, mail } = acts()
    const { letters } = ledger(world())
    const id = await open('no-contacts')
    await reachGates(id)
    await until(id, { outcome: 'no-contacts' })

    await reopen(id)
    await until(id, { stage: 'contacts', waitingFor: { owedBy: 'psm' } })
    await name(id, [person('found-at-last')])

    await mail('found-at-last@contoso.example', 'two minutes')
    const sent = await letters(id)
    expect(sent.filter((letter) => letter === 'contact-request to partner: sent')).toHaveLength(2)
    expect(sent.filter((letter) => letter === 'contact-escalation to psm: sent')).toHaveLength(2)
  })

  it('[FT-08] an engagement where nobody was eligible asks the partner for somebody who is', async () => {
    const { open, reachGates, until, reopen, name, mail } = acts()
    const id = await open('not-eligible')
    await reachGates(id)
    await name(id, [person('barred', { surveyEligible: 'no' })])
    await until(id, { outcome: 'not-eligible' })

    await reopen(id)
    await until(id, { stage: 'contacts', waitingFor: { what: 'contacts', owedBy: 'partner' } })
    await name(id, [person('welcome')])

    await mail('welcome@contoso.example', 'two minutes')
  })

  it('an engagement where everybody declined asks the partner for others, and leaves those in peace', async () => {
    const { invited, decline, until, reopen, name, mail, mails } = acts()
    const id = await invited('declined', ['refuses'])
    await decline('refuses')
    await until(id, { outcome: 'no-response' })

    await reopen(id)
    await until(id, { stage: 'contacts' })
    await name(id, [person('willing')])

    await mail('willing@contoso.example', 'Reminder')
    expect(await mails('refuses@contoso.example')).toHaveLength(1)
  })

  it('[PC-04] a terminated engagement goes on where its facts have led it', async () => {
    const { open, reachGates, report, until, reopen } = acts()
    const id = await open('terminated')
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    await report(id, { type: 'terminated' })
    await until(id, { outcome: 'terminated' })

    await reopen(id)

    await until(id, { stage: 'contacts', outcome: null })
  })

  it('[MX-13] counts the facts that were reported while the engagement was closed', async () => {
    const { open, report, until, reopen } = acts()
    const id = await open('meanwhile')
    await report(id, { type: 'terminated' })
    await until(id, { outcome: 'terminated' })

    const kept = await report(id, { type: 'milestone', percent: 10 })
    await report(id, { type: 'payment', status: 'completed' })
    await reopen(id)

    expect(kept.body).toEqual({ status: 'after-close' })
    await until(id, { stage: 'contacts' })
  })

  it('[PC-10] is for the operator alone, and for closed engagements', async () => {
    const { open, call } = acts()
    const id = await open('refused')

    expect(await call('POST', `/v1/engagements/${id}/reopen`)).toMatchObject({ status: 403 })
    expect(await call('POST', `/v1/engagements/${id}/reopen`, { role: 'operator' })).toMatchObject({ status: 409 })
  })

  it('[MX-13] is not lost when the row is closed and the workflow does not know it yet', async () => {
    const { open, reachGates, until, reopen, call } = acts()
    const { untilLetters } = ledger(world())
    const id = await open('closing-moment')
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    await world().stopRelay()
    await call('POST', `/v1/engagements/${id}/terminate`)
    const lock = world().db.transaction()
    const { stopped } = await lock.execute(async (tx) => {
      await lockEngagement(tx, id)
      world().startRelay()
      await expect.poll(waitingForLocks).toBe(1) // the activity that closes the engagement
      return { stopped: world().stopWorker() }
    })
    await stopped
    await until(id, { outcome: 'terminated' })
    expect((await world().workflow(id).describe()).status.name).toBe('RUNNING')

    await reopen(id)
    await delivered(id)
    await world().startWorker()

    await untilLetters(id, ['contact-request to partner: sent', 'contact-request to partner: sent'])
    await until(id, { stage: 'contacts', waitingFor: { what: 'contacts', owedBy: 'partner' } })
  })
})

/** How many sessions of this world wait until somebody else lets go of a row. */
async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(world().db)
  return rows[0]?.count ?? 0
}

async function delivered(id: string): Promise<void> {
  const waiting = world().db.selectFrom('outbox').select('id').where('engagement_id', '=', id)
  await expect.poll(() => waiting.where('delivered_at', 'is', null).execute()).toEqual([])
}

function acts() {
  const act = survey(world())

  async function reopen(id: string): Promise<void> {
    const answer = await act.call('POST', `/v1/engagements/${id}/reopen`, { role: 'operator' })
    expect(answer.status).toBe(202)
  }

  return { ...act, reopen }
}
