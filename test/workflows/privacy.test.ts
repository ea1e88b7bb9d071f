import { randomUUID } from 'node:crypto'
import type { WorkflowHandle } from '@temporalio/client'
import { describe, expect, it } from 'vitest'
import { addPartner } from '../../src/db/partners.ts'
import { detailsOf, everythingIn } from '../support/history.ts'
import { ledger, person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

const speaks = { firstName: 'Zephyrine', lastName: 'Quagmire', email: 'zephyrine@quagmire.example' }
const silent = { firstName: 'Wolfgangus', lastName: 'Xylander', email: 'wolfgangus@xylander.example' }
const psm = { psm_id: 'psm-7', psm_name: 'Ottoline Vandermeer', psm_email: 'ottoline@vandermeer.example' }
const partnerAddress = 'bartholomew@pumpernickel.example'
const comment = 'the consultant forgot his umbrella'
const planted = [
  'zephyrine',
  'quagmire',
  'wolfgangus',
  'xylander',
  'ottoline',
  'vandermeer',
  'pumpernickel',
  'umbrella',
]

describe('personal data', () => {
  it('[MX-04] is nowhere in Temporal and in no log line, whatever an engagement goes through', async () => {
    const handle = await fullLife()

    const { raw, memo, searchAttributes, staticSummary, staticDetails } = await handle.describe()
    const seen = {
      history: everythingIn(await handle.fetchHistory()),
      description: everythingIn([raw, memo, searchAttributes, await staticSummary(), await staticDetails()]),
      details: await detailsOf(handle),
      log: world().log.join('\n'),
    }

    const said = [
      seen.history.includes('contact-escalation to psm'),
      seen.history.includes('survey-reminder to'),
      seen.history.includes('mailer.unavailable'),
      seen.description.includes('FastTrack · Exchange · Pumpkin Works for Contoso'),
      seen.details.includes('Closed: scored'),
      seen.log.includes('/v1/surveys/:token/responses'),
    ]
    expect(said).toEqual(said.map(() => true))
    for (const [place, text] of Object.entries(seen))
      expect({ place, found: peopleIn(text) }).toEqual({ place, found: [] })
  })

  it('[MX-04] would be found in the history of a workflow that was told some', async () => {
    const gossip = await world().client.workflow.start('engagement', {
      workflowId: randomUUID(),
      taskQueue: 'nobody-works-here',
      args: [{ comment }],
      memo: { about: speaks.email },
    })

    const found = peopleIn(everythingIn(await gossip.fetchHistory()))
    await gossip.terminate()

    expect(found).toEqual(['zephyrine', 'quagmire', 'umbrella'])
  })
})

function peopleIn(text: string): readonly string[] {
  return planted.filter((word) => text.toLowerCase().includes(word))
}

/** From the gates to the score: escalations, a call to Resend that fails, a refused address, a reminder, free text. */
async function fullLife(): Promise<WorkflowHandle> {
  const { call, reachGates, name, until, mail, tokenIn, answer } = portal(world(), 'operator')
  const partner = { id: 'pumpkin', name: 'Pumpkin Works', country: 'DE', parent_id: null, email: partnerAddress }
  await addPartner(world().db, { ...partner, ...psm })
  const customer = { id: 'contoso', name: 'Contoso', country: 'DE' }
  const subject = { kind: 'workload', name: 'Exchange' }
  const body = { program: 'fasttrack', partnerId: 'pumpkin', externalId: 'all-of-it', customer, subject }
  const { id } = (await call('POST', '/v1/engagements', { body })).body

  await reachGates(id)
  await until(id, { waitingFor: { owedBy: 'owner' } })
  await ledger(world()).plan({ mode: '500', times: 1 })
  await name(id, [person('speaks', speaks), person('silent', silent)])
  const token = tokenIn(await mail(speaks.email, 'two minutes'))
  await mail(silent.email, 'Reminder')
  await answer(token, { overall: 4, comment })
  await until(id, { outcome: 'scored' })
  await world().workflow(id).result()
  return world().workflow(id)
}
