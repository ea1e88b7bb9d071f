import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/db/keys.ts'
import { addPartner } from '../../src/db/partners.ts'
import { timersOf } from '../support/history.ts'
import { ledger, person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '200ms' })
const partner = 'projects@fabrikam.example'
const psm = 'nora@plaudit.example'
const owner = 'owner@plaudit.example'

describe('asking the partner for contacts', () => {
  it('[FT-07] goes from the partner to the PSM after a week, to the owner after two, and ends after sixty days', async () => {
    const { open, reachGates, until, mailAbout } = lives()
    const id = await open('silence')
    await reachGates(id)

    const waiting = (owedBy: string) => ({
      stage: 'contacts',
      waitingFor: { what: 'contacts', owedBy, until: expect.any(String) },
    })
    await until(id, waiting('partner'))
    await mailAbout(id, partner)
    await until(id, waiting('psm'))
    await mailAbout(id, psm)
    await until(id, waiting('owner'))
    await mailAbout(id, owner)

    await until(id, { stage: 'closed', outcome: 'no-contacts', waitingFor: null, score: null })
    const timers = timersOf(await world().workflow(id).fetchHistory())
    expect(timers.map(({ length }) => length / 200)).toEqual([7, 7, 46])
    expect(await ledger(world()).letters(id)).toEqual([
      'contact-request to partner: sent',
      'contact-escalation to psm: sent',
      'contact-escalation to owner: sent',
    ])
  })

  it('[FT-07] escalates to the owner after a week when the partner has no PSM', async () => {
    const { call, reachGates, until, mailAbout } = lives('operator')
    const nobody = { psm_id: null, psm_name: null, psm_email: null, parent_id: null, country: 'DE' }
    await addPartner(world().db, { id: 'alone', name: 'Alone', email: 'projects@alone.example', ...nobody })
    const id = await openFor('alone', 'without-psm', call)
    await reachGates(id)
    await mailAbout(id, 'projects@alone.example')

    const { timeline } = await until(id, { waitingFor: { what: 'contacts', owedBy: 'owner' } })

    await mailAbout(id, owner)
    const stages = timeline.filter(({ what }: { what: string }) => what === 'stage.contacts')
    expect(stages).toMatchObject([{ waiting: { owedBy: 'partner' } }, { waiting: { owedBy: 'owner' } }])
  })

  it('[FT-07] writes to the PSM when the partner has no address', async () => {
    const { call, reachGates, until, mailAbout } = lives('operator')
    const nora = { psm_id: 'psm-nora', psm_name: 'Nora Lind', psm_email: psm, parent_id: null, country: 'DE' }
    await addPartner(world().db, { id: 'mute', name: 'Mute', email: null, ...nora })
    const id = await openFor('mute', 'without-address', call)

    await reachGates(id)

    await until(id, { stage: 'contacts', waitingFor: { what: 'contacts', owedBy: 'partner' } })
    await mailAbout(id, psm)
  })

  it('[FT-06] is left out when the contacts are there before the gates open', async () => {
    const { open, reachGates, name, mail } = lives()
    const id = await open('prepared')
    await name(id, [person('prepared')])

    await reachGates(id)

    await mail('prepared@contoso.example', 'two minutes')
    expect(await ledger(world()).count(id, 'contact-')).toBe(0)
  })

  it('[FT-06] ends as soon as contacts are named, and nothing is escalated any more', async () => {
    const { open, reachGates, name, until, mail } = lives()
    const id = await open('answered-in-time')
    await reachGates(id)
    await until(id, { stage: 'contacts' })

    await name(id, [person('in-time')])

    await mail('in-time@contoso.example', 'two minutes')
    await mail('in-time@contoso.example', 'Reminder')
    expect(await ledger(world()).count(id, 'contact-escalation')).toBe(0)
  })

  it('[FT-06] goes on while an upload has no good row', async () => {
    const { open, reachGates, name, until } = lives()
    const id = await open('bad-row')
    await reachGates(id)
    await until(id, { stage: 'contacts' })

    const reading = await name(id, [{ ...person('bad'), country: 'Atlantis' }])

    expect(reading.body).toMatchObject({ accepted: 0, rejected: [{ row: 1, field: 'country' }] })
    await until(id, { stage: 'contacts', waitingFor: { owedBy: 'psm' } })
  })

  it('[FT-08] closes the engagement when nobody who is named may be surveyed', async () => {
    const { open, reachGates, name, until } = lives()
    const id = await open('nobody')
    await reachGates(id)

    await name(id, [person('never', { surveyEligible: 'no' }), person('neither', { surveyEligible: 'n' })])

    await until(id, { stage: 'closed', outcome: 'not-eligible', invitations: { 'not-eligible': 2 } })
    expect(await ledger(world()).count(id, 'survey-')).toBe(0)
  })

  it('[FT-08] never writes to who may not be surveyed, beside those who may', async () => {
    const { open, reachGates, name, mail, mails } = lives()
    const id = await open('some')
    await name(id, [person('may'), person('may-not', { surveyEligible: 'no' })])

    await reachGates(id)

    await mail('may@contoso.example', 'Reminder')
    expect(await mails('may-not@contoso.example')).toEqual([])
  })

  it('[FT-08] asks nobody whose eligibility was taken back before the gates opened', async () => {
    const { open, reachGates, name, until, mails } = lives()
    const id = await open('taken-back')
    await name(id, [person('fickle')])
    await name(id, [person('fickle', { surveyEligible: 'no' })])

    await reachGates(id)

    await until(id, { outcome: 'not-eligible' })
    expect(await mails('fickle@contoso.example')).toEqual([])
  })
})

type Call = ReturnType<typeof portal>['call']

function lives(as: Role = 'partner') {
  const act = portal(world(), as)

  async function mailAbout(engagementId: string, to: string) {
    const find = async () => (await act.mails(to)).filter((mail) => mail.text.includes(`/engagements/${engagementId}`))
    await expect.poll(find, { interval: 50 }).not.toEqual([])
    return find()
  }

  return { ...act, mailAbout }
}

async function openFor(partnerId: string, externalId: string, call: Call): Promise<string> {
  const customer = { id: 'contoso', name: 'Contoso', country: 'DE' }
  const subject = { kind: 'workload', name: 'Exchange' }
  const body = { program: 'fasttrack', partnerId, externalId, customer, subject }
  return (await call('POST', '/v1/engagements', { body })).body.id
}
