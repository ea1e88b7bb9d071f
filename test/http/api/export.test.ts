import { describe, expect, it } from 'vitest'
import { hashOfAddress } from '../../../src/db/address.ts'
import { addOptOut } from '../../../src/db/optOuts.ts'
import { addPartner } from '../../../src/db/partners.ts'
import { contactsWithAddress } from '../../../src/db/person/contacts.ts'
import { openTask } from '../../../src/db/tasks.ts'
import { audited } from '../../support/audit.ts'
import { survey } from '../../support/invited.ts'
import { portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '2s' })

async function exported(email: string) {
  return portal(world(), 'operator').call('POST', '/v1/people/export', { body: { email } })
}

describe('exporting a person', () => {
  it('[MX-04] shows all that is held, over all engagements, however the address is written', async () => {
    const { invited, call, mail, tokenIn, until } = survey(world())
    const email = 'grace@contoso.example'
    const first = await invited('export-1', ['grace'])
    await call('POST', `/v1/surveys/${tokenIn(await mail(email, 'two minutes'))}/responses`, {
      body: { answers: { overall: 4, comment: 'fine' } },
    })
    await until(first, { outcome: 'scored' })
    const second = await invited('export-2', ['grace', 'somebody-else'])
    const [contact = ''] = await contactsWithAddress(world().db, second, hashOfAddress(email))
    await openTask(world().db, { kind: 'contact-unreachable', about: contact, engagementId: second })
    await addOptOut(world().db, email)

    const { status, body } = await exported('Grace@Contoso.example')

    expect(status).toBe(200)
    expect(body.contacts.map((one: { engagement: string }) => one.engagement).toSorted()).toEqual(
      [first, second].toSorted(),
    )
    expect(body.responses).toMatchObject([{ engagement: first, answers: { overall: 4, comment: 'fine' } }])
    expect(body.letters.length).toBeGreaterThan(2)
    expect(body.letters[0]).toMatchObject({ letter: { to: email, html: expect.stringContaining('<html') } })
    expect(body.requests).toHaveLength(2)
    expect(body.tasks).toMatchObject([{ kind: 'contact-unreachable', about: contact }])
    expect(body.optOuts).toHaveLength(1)
    const told = body.audit.map((entry: { what: string }) => entry.what)
    expect(told).toEqual(expect.arrayContaining(['contacts.named', 'letter.sent', 'answered', 'task.opened']))
    expect(JSON.stringify(body)).not.toContain('somebody-else')
  })

  it('[MX-04] shows partners and PSMs what is held about them', async () => {
    const psm = { psm_id: 'psm-ida', psm_name: 'Ida', psm_email: 'ida@vendor.example' }
    const partner = { id: 'tailspin', name: 'Tailspin', country: 'DE', parent_id: null, email: 'work@tailspin.example' }
    await addPartner(world().db, { ...partner, ...psm })

    for (const email of [partner.email, psm.psm_email]) {
      expect((await exported(email)).body.partners).toMatchObject([{ id: 'tailspin', psmName: 'Ida' }])
    }
  })

  it('is empty for somebody unknown, and its entry in the audit trail names nobody', async () => {
    const { status, body } = await exported('nobody@nowhere.example')

    expect(status).toBe(200)
    const { email, ...lists } = body
    expect(email).toBe('nobody@nowhere.example')
    expect(Object.values(lists).flat()).toEqual([])
    const entry = { what: 'person.exported', about: {}, actor: expect.stringMatching(/^key_/) }
    const entries = await audited(world().db, entry.what)
    expect(entries.at(-1)).toMatchObject(entry)
  })

  it('reaches the last row of more than are read at once', async () => {
    const { db } = world()
    const engagement_id = await portal(world()).open('often')
    const row = {
      address_hash: hashOfAddress('often@contoso.example'),
      purpose: 'survey' as const,
      engagement_id,
      event_id: null,
    }
    for (let i = 0; i < 120; i += 1)
      await db
        .insertInto('requests')
        .values({ ...row, at: new Date() })
        .execute()

    const { requests } = (await exported('often@contoso.example')).body

    expect(new Set(requests.map(({ id }: { id: string }) => id)).size).toBe(120)
  })
})

describe('erasing a partner', () => {
  it('[MX-04] takes address and PSM from it, and letters to it go to whoever stands in', async () => {
    const { call, reachGates, mail } = portal(world(), 'operator')
    const psm = { psm_id: 'psm_0123456789ab', psm_name: 'Otto', psm_email: 'otto@vendor.example' }
    const partner = { id: 'wingtip', name: 'Wingtip', country: 'DE', parent_id: null, email: 'work@wingtip.example' }
    await addPartner(world().db, { ...partner, ...psm })
    const customer = { id: 'contoso', name: 'Contoso', country: 'DE' }
    const subject = { kind: 'workload', name: 'Exchange' }
    const body = { program: 'fasttrack', partnerId: 'wingtip', externalId: 'stood-in', customer, subject }
    const { id } = (await call('POST', '/v1/engagements', { body })).body
    await reachGates(id)
    await mail(partner.email, '')

    const erased = [partner.email, psm.psm_email]
    for (const email of erased) {
      const { body: proof } = await call('POST', '/v1/people/erase', { body: { email } })
      expect(proof.rows.partners).toBe(1)
    }

    expect((await call('GET', '/v1/partners/wingtip')).body).toEqual({
      id: 'wingtip',
      name: 'Wingtip',
      country: 'DE',
      level: 'membership',
      timeZone: 'UTC',
    })
    await call('POST', `/v1/engagements/${id}/resend`)
    const to = async () => (await mails('owner@plaudit.example')).length
    await expect.poll(to).toBeGreaterThan(0)
    for (const email of erased) expect((await exported(email)).body).toMatchObject({ partners: [], letters: [] })
  })
})

async function mails(address: string) {
  return portal(world()).mails(address)
}
