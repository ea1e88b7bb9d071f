import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { WorkflowHandle } from '@temporalio/client'
import { describe, expect, inject, it } from 'vitest'
import { keepEvidence } from '../../src/db/evidence.ts'
import { addPartner } from '../../src/db/partners.ts'
import { findTemporalCli } from '../../src/local/temporal-cli.ts'
import { delivered } from './delivered.ts'
import { person } from './ledger.ts'
import { portal } from './portal.ts'
import { projects } from './projects.ts'
import { referrals } from './referrals.ts'
import { useWorld } from './world.ts'

const world = useWorld({ interval: '10 days', webhooks: true })

/** Plays an engagement to each outcome and keeps its history for the replay test: `npm run histories`. */
describe('recording', () => {
  it('scored: two contacts, one reminded, one named late', async () => {
    const { name, mail, tokenIn, answer, until } = portal(world())
    const id = await surveyed('scored', ['ada', 'dan'])
    await answer(tokenIn(await mail('ada@contoso.example', 'two minutes')), { overall: 4 })
    await name(id, [person('late')])
    await answer(tokenIn(await mail('dan@contoso.example', 'Reminder')), { overall: 2 })
    await until(id, { outcome: 'scored' })
    await keep('scored', id)
  })

  it('no-contacts: both escalations', async () => {
    const { open, reachGates, until } = portal(world())
    const id = await open('no-contacts')
    await reachGates(id)
    await until(id, { outcome: 'no-contacts' })
    await keep('no-contacts', id)
  })

  it('no-response: sent again once', async () => {
    const { call, until } = portal(world())
    const id = await surveyed('no-response', ['mute'])
    await call('POST', `/v1/engagements/${id}/resend`, {})
    await until(id, { outcome: 'no-response' })
    await keep('no-response', id)
  })

  it('not-eligible', async () => {
    const { open, reachGates, name, until } = portal(world())
    const id = await open('not-eligible')
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    await name(id, [person('barred', { surveyEligible: 'no' })])
    await until(id, { outcome: 'not-eligible' })
    await keep('not-eligible', id)
  })

  it('terminated: after a gate was revoked and reached again', async () => {
    const { open, reachGates, report, call, until } = portal(world())
    const id = await open('terminated')
    await reachGates(id)
    await until(id, { stage: 'contacts' })
    await report(id, { type: 'payment', status: 'reversed' })
    await until(id, { stage: 'gates' })
    await report(id, { type: 'payment', status: 'completed' })
    await until(id, { stage: 'contacts' })
    await call('POST', `/v1/engagements/${id}/terminate`, {})
    await until(id, { outcome: 'terminated' })
    await keep('terminated', id)
  })

  it('scored again after it was reopened', async () => {
    const { call, mail, tokenIn, answer, until } = portal(world())
    const id = await surveyed('reopened', ['twice'])
    const token = tokenIn(await mail('twice@contoso.example', 'two minutes'))
    await answer(token, { overall: 1 })
    await until(id, { outcome: 'scored' })
    await call('POST', `/v1/engagements/${id}/reopen`, { role: 'operator' })
    await until(id, { stage: 'survey' })
    await answer(token, { overall: 4 })
    await until(id, { outcome: 'scored' })
    await keep('scored-reopened', id)
  })

  it('answered with nothing but N/A, and its partner told', async () => {
    const { publish, asked, rate, until } = projects(world())
    await publish()
    const { id, token } = await asked('no-score')
    await rate(token, null)
    await until(id, { outcome: 'no-score' })
    await keep('no-score', id, 'partner-csat')
  })

  it('terminated: cancelled in the Temporal UI', async () => {
    const id = await surveyed('cancelled', ['left-alone'])
    await world().workflow(id).cancel()
    await portal(world()).until(id, { outcome: 'terminated' })
    await keep('terminated-cancelled', id)
  })

  it('deferred: asked on the first allowed day', async () => {
    const { open, report, reachGates, name, until, mail, tokenIn, answer } = portal(world())
    const id = await open('deferred')
    await report(id, { type: 'requested', purpose: 'reference', email: 'rested@contoso.example' })
    await name(id, [person('rested')])
    await reachGates(id)
    await until(id, { waitingFor: { what: 'allowed-day' } })
    await answer(tokenIn(await mail('rested@contoso.example', 'two minutes')), { overall: 3 })
    await until(id, { outcome: 'scored' })
    await keep('scored-deferred', id)
  })

  it('bounced: a secondary contact, then another one the partner names', async () => {
    const { name, until, mail, tokenIn, answer } = portal(world())
    const { destine } = delivered(world())
    await destine('gone', 'bounced')
    await destine('gone-too', 'bounced')
    const id = await asking('bounced', [person('gone'), person('gone-too', { role: 'secondary' })])
    await until(id, { stage: 'contacts', invitations: { bounced: 2 } })
    await name(id, [person('found')])
    await answer(tokenIn(await mail('found@contoso.example', 'two minutes')), { overall: 3 })
    await until(id, { outcome: 'scored' })
    await keep('scored-bounced', id)
  })

  it('standing: found after an answer that put the partner on the other side, and told', async () => {
    const { client, db, relayed } = world()
    const nobody = { psm_id: null, psm_name: null, psm_email: null, parent_id: null }
    await addPartner(db, { id: 'told', name: 'Told', country: 'DE', email: 'told@partners.example', ...nobody })
    const kept = async () =>
      (await db.selectFrom('standings').select('id').where('partner_id', '=', 'told').execute()).length
    for (const [i, value] of [4, 1, 1].entries()) {
      const place = { programId: 'fasttrack', partnerId: 'told', engagementId: null, organisation: 'contoso' }
      await keepEvidence(db, { ...place, kind: 'response', source: `told-${i}`, value, at: new Date() })
      await expect.poll(kept, { timeout: 20_000 }).toBe(i + 1)
    }
    await portal(world()).mail('told@partners.example', 'standing')
    await keepHistory('standing', client.workflow.getHandle(`${relayed.config.TASK_QUEUE}-standing/fasttrack/told`))
  })

  it('referral: declined by one, not answered by the next, done by our own team in the end', async () => {
    const { partner, refer, offerTo, decline, untilReferral, call } = referrals(world())
    const own = { locations: ['LU'] }
    const [first = '', second = ''] = [await partner(['Teams'], own), await partner(['Teams'], own)].sort()
    const id = await refer(['Teams'], { country: 'LU' })
    await decline(await offerTo(id, first))
    await untilReferral(id, { state: 'unmatched', offers: [{ state: 'declined' }, { partnerId: second }] })
    await call('POST', `/v1/referrals/${id}/take`, { role: 'owner' })
    await untilReferral(id, { state: 'assigned' })
    await keep('referral', id, 'referral')
  })

  it('renewed: sent again until the history was long', async () => {
    const { call, mail, tokenIn, answer, until } = portal(world())
    const id = await surveyed('renewed', ['again'])
    const first = (await world().workflow(id).describe()).runId
    while ((await world().workflow(id).describe()).runId === first)
      await call('POST', `/v1/engagements/${id}/resend`, {})
    await answer(tokenIn(await mail('again@contoso.example', 'two minutes')), { overall: 4 })
    await until(id, { outcome: 'scored' })
    await keep('scored-renewed', id)
  })
})

async function asking(externalId: string, people: readonly object[]): Promise<string> {
  const { open, reachGates, name } = portal(world())
  const id = await open(externalId)
  await name(id, people)
  await reachGates(id)
  return id
}

async function surveyed(externalId: string, names: readonly string[]): Promise<string> {
  const { open, reachGates, name, until } = portal(world())
  const id = await open(externalId)
  await reachGates(id)
  await until(id, { stage: 'contacts' })
  await name(
    id,
    names.map((one) => person(one)),
  )
  await until(id, { stage: 'survey', invitations: { invited: names.length } })
  return id
}

async function keep(name: string, engagementId: string, program = 'fasttrack'): Promise<void> {
  await keepHistory(name, world().workflow(engagementId, program))
}

async function keepHistory(name: string, handle: WorkflowHandle): Promise<void> {
  await handle.result()
  const show = [
    'workflow',
    'show',
    '--workflow-id',
    handle.workflowId,
    '--address',
    inject('temporal'),
    '--output',
    'json',
  ]
  const { stdout } = await promisify(execFile)(await findTemporalCli(), show)
  await writeFile(new URL(`../histories/${name}.json`, import.meta.url), stdout)
}
