import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createActivities } from '../../activities/index.ts'
import { hashOfAddress } from '../../src/db/address.ts'
import { addOptOut } from '../../src/db/optOuts.ts'
import { claimLettersAbout } from '../../src/db/otherLetters.ts'
import type { Letter } from '../../src/letters/letter.ts'
import { createMailer } from '../../src/letters/mailer.ts'
import { ledger } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { resendEvents } from '../support/resendEvents.ts'
import { watchdog } from '../support/watch.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })

describe('letters about something other than an engagement', () => {
  it('[MX-13] leave once, however often they are claimed and sent', async () => {
    const about = 'fasttrack/once'
    await claim(about, ['one', 'two'])

    await Promise.allSettled([1, 2, 3].map(() => send(about)))
    await claim(about, ['one', 'two'])
    await send(about)

    expect(await letters(about)).toEqual(['one: sent', 'two: sent'])
    expect(await mailed('one')).toHaveLength(1)
    await ledger(world()).expectEachLetterDeliveredOnce()
  })

  it('[MX-13] leave once when Resend’s answer is lost', async () => {
    const about = 'fasttrack/receipt-lost'
    await claim(about, ['dropped', 'beside'])
    await ledger(world()).plan({ mode: 'drop', times: 1 })
    await expect(send(about)).rejects.toThrow('no answer')
    expect(await letters(about)).toEqual(['beside: claimed', 'dropped: claimed'])

    await send(about)

    expect(await letters(about)).toEqual(['beside: sent', 'dropped: sent'])
    await ledger(world()).expectEachLetterDeliveredOnce()
  })

  it('[MX-13] are sent by the watchdog when whoever claimed them died', async () => {
    const about = 'fasttrack/killed'
    await claim(about, ['orphan'])
    await claimedHoursAgo(about, 2)

    expect(await watchdog(world()).look()).toMatchObject({ lettersLost: 1, lettersMended: 1, tasksOpened: 0 })

    expect(await letters(about)).toEqual(['orphan: sent'])
    await ledger(world()).expectEachLetterDeliveredOnce()
  })

  it('[MX-13] are left to a person when nobody can know, and leave when they are found not to have', async () => {
    const { look, tasksAbout } = watchdog(world())
    const about = 'fasttrack/too-late'
    await claim(about, ['doubtful'])
    await claimedHoursAgo(about, 25)
    await look()
    const { id } = await letterAbout(about)
    await expect.poll(() => look().then(() => tasksAbout(id))).toEqual(['letter-unresolved open'])

    const as = { role: 'operator', body: { as: 'unsent' } } as const
    const found = await portal(world()).call('POST', `/v1/letters/${id}/resolve`, as)

    expect(found).toEqual({ status: 200, body: { resent: true } })
    await claimedHoursAgo(about, 1)
    await look()
    expect(await letters(about)).toEqual(['doubtful: sent'])
    expect(await mailed('doubtful')).toHaveLength(1)
  })

  it('[MX-07] are not claimed for who wants no more email, and a bounce is a task for a person', async () => {
    const about = 'fasttrack/lost'
    await addOptOut(world().db, 'unwanted@fabrikam.example')
    await claim(about, ['unwanted', 'gone'])
    await send(about)
    const { id, provider_id: provider } = await letterAbout(about, 'gone')

    const event = { type: 'bounced', letter: id, provider: provider ?? '', bounce: 'Permanent' } as const
    expect(await resendEvents(world()).tell(event)).toBe(200)

    expect(await letters(about)).toEqual(['gone: sent', 'unwanted: skipped'])
    expect(await watchdog(world()).tasksAbout(id)).toEqual(['letter-undelivered open'])
    expect(await mailed('unwanted')).toEqual([])
  })

  it('[MX-04] are exported and erased with the person they went to', async () => {
    const about = 'fasttrack/erased'
    await claim(about, ['forgotten', 'kept'])
    await send(about)
    const body = { email: 'forgotten@fabrikam.example' }
    const call = portal(world(), 'operator').call
    const held = await call('POST', '/v1/people/export', { body })
    expect(held.body.letters).toEqual([expect.objectContaining({ about, recipient: 'forgotten' })])

    const erased = await call('POST', '/v1/people/erase', { body })

    expect(erased.body.rows).toMatchObject({ letters: 1 })
    expect(await letterAbout(about, 'forgotten')).toMatchObject({ payload: null, address_hash: null, status: 'sent' })
    expect((await letterAbout(about, 'kept')).address_hash).toEqual(hashOfAddress('kept@fabrikam.example'))
  })
})

describe('the ledger', () => {
  it('takes letters of workers from before it knew of anything but engagements', async () => {
    const id = await portal(world()).open('older-worker')

    await sql`insert into letters (id, engagement_id, kind, recipient, wave, status)
      values ('let_old', ${id}, 'contact-request', 'partner', '0', 'skipped')`.execute(world().db)

    expect(await letters(id)).toEqual(['partner: skipped'])
  })
})

function letter(name: string): Letter {
  const words = { subject: `About ${name}`, html: '<p>Hello</p>', text: 'Hello', headers: {} }
  return { from: 'a@plaudit.example', replyTo: 'a@plaudit.example', to: `${name}@fabrikam.example`, ...words }
}

async function claim(about: string, recipients: readonly string[]): Promise<void> {
  const written = recipients.map((recipient) => ({ recipient, wave: '2027-01', payload: letter(recipient) }))
  await world()
    .db.transaction()
    .execute((tx) => claimLettersAbout(tx, { about, kind: 'standing-changed' }, written))
}

/** As the worker sends them. */
async function send(about: string): Promise<void> {
  const { db, mailbox, relayed } = world()
  const config = { ...relayed.config, SURVEY_SECRET: 'x'.repeat(32), OWNER_EMAIL: 'o@plaudit.example' }
  const mailer = createMailer({ apiKey: 're_test', baseUrl: mailbox.listeningOrigin })
  await createActivities({ db, mailer, config: { ...config, REQUEST_INTERVAL: '1 ms' } }).sendLettersAbout(about)
}

async function letters(about: string): Promise<readonly string[]> {
  const rows = await world()
    .db.selectFrom('letters')
    .select(['recipient', 'status'])
    .where('about', '=', about)
    .execute()
  return rows.map(({ recipient, status }) => `${recipient}: ${status}`).sort()
}

async function letterAbout(about: string, recipient?: string) {
  const all = world().db.selectFrom('letters').selectAll().where('about', '=', about)
  return (recipient ? all.where('recipient', '=', recipient) : all).executeTakeFirstOrThrow()
}

async function claimedHoursAgo(about: string, hours: number): Promise<void> {
  const claimed_at = sql<Date>`now() - make_interval(hours => ${hours})`
  await world().db.updateTable('letters').set({ claimed_at }).where('about', '=', about).execute()
}

async function mailed(name: string) {
  return portal(world()).mails(`${name}@fabrikam.example`)
}
