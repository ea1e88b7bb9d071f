import { describe, expect, it } from 'vitest'
import { createActivities } from '../../activities/index.ts'
import { createMailer } from '../../src/letters/mailer.ts'
import { activitiesOf } from '../support/history.ts'
import { survey } from '../support/invited.ts'
import { ledger, person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '5 seconds' })

describe('letters', () => {
  it('[MX-13] leave once each when Resend never answers the first call', { timeout: 90_000 }, async () => {
    const { open, name, reachGates } = survey(world())
    const { untilLetters, plan, expectEachLetterDeliveredOnce } = ledger(world())
    const id = await open('fault-hang')
    await name(id, [person('hung')])
    await plan({ mode: 'hang', times: 1 })

    await reachGates(id)

    await untilLetters(id, ['survey-invitation to hung: sent'], 60_000)
    await expectEachLetterDeliveredOnce()
  })

  it('[MX-13] reach 130 contacts in two batches, each once', async () => {
    const { open, name, reachGates, until } = survey(world())
    const { expectEachLetterDeliveredOnce, plan } = ledger(world())
    const id = await open('many')
    const reading = await name(
      id,
      Array.from({ length: 130 }, (_, i) => person(`many-${i}`)),
    )
    await plan({ mode: 'drop', times: 1 })

    await reachGates(id)

    expect(reading.body).toMatchObject({ accepted: 130, rejected: [] })
    await until(id, { stage: 'survey', invitations: { invited: 130 } })
    const batches = world().db.selectFrom('letters').select('batch').distinct().where('engagement_id', '=', id)
    expect(await batches.execute()).toHaveLength(2)
    const sendings = activitiesOf(await world().workflow(id).fetchHistory()).filter(
      ({ name: one }) => one === 'sendLetters',
    )
    expect(sendings).toEqual([{ name: 'sendLetters', summary: '"survey-invitation to 130 contacts"' }])
    await expectEachLetterDeliveredOnce()
  })

  it('[MX-07] to an address that Resend refuses count as bounced, and the others leave', async () => {
    const { open, name, reachGates, until, mail } = survey(world())
    const { letters } = ledger(world())
    const id = await open('refused')
    await name(id, [person('before'), person('broken'), person('after')])
    const broken = world().db.updateTable('contacts').where('email', '=', 'broken@contoso.example')
    await broken.set({ email: 'broken' }).execute()

    await reachGates(id)

    await until(id, { stage: 'survey', invitations: { invited: 2, bounced: 1 } })
    await mail('before@contoso.example', 'two minutes')
    await mail('after@contoso.example', 'two minutes')
    expect(await letters(id)).toContain('survey-invitation to broken: refused')
  })

  it('[MX-13] that were claimed a day ago and never confirmed are left to a person', async () => {
    const { invited, name } = survey(world())
    const { letters } = ledger(world())
    const { db, workflow } = world()
    const id = await invited('day-ago', ['uncertain'])
    const dayAgo = new Date(Date.now() - 24 * 60 * 60 * 1000)
    const uncertain = { status: 'claimed', claimed_at: dayAgo } as const
    await expect.poll(() => letters(id)).toEqual(['survey-invitation to uncertain: sent'])
    await db.updateTable('letters').set(uncertain).where('engagement_id', '=', id).execute()
    await workflow(id).terminate()

    await name(id, [person('certain')])

    await expect
      .poll(() => letters(id))
      .toEqual(['survey-invitation to uncertain: unresolved', 'survey-invitation to certain: sent'])
    const mails = await portal(world()).mails('uncertain@contoso.example')
    expect(mails).toHaveLength(1)
    await db.updateTable('letters').set({ status: 'sent' }).where('engagement_id', '=', id).execute()
  })

  it('[MX-13] are claimed once when two attempts run at the same time', async () => {
    const { open, name } = survey(world())
    const { letters, expectEachLetterDeliveredOnce } = ledger(world())
    const id = await open('two-attempts')
    await name(id, [person('twice')])
    const { id: contact } = await world()
      .db.selectFrom('contacts')
      .select('id')
      .where('email', '=', 'twice@contoso.example')
      .executeTakeFirstOrThrow()
    const sending = {
      engagementId: id,
      kind: 'survey-invitation',
      to: 'contact',
      waves: { [contact]: '0.0' },
      seen: 99,
    } as const

    await Promise.allSettled([1, 2, 3, 4].map(() => activities().sendLetters(sending)))
    await activities().sendLetters(sending)

    expect(await letters(id)).toEqual(['survey-invitation to twice: sent'])
    await expectEachLetterDeliveredOnce()
  })
})

/** The activities as the worker has them, called by hand. */
function activities() {
  const { db, mailbox } = world()
  const config = {
    PUBLIC_URL: 'http://127.0.0.1:8080',
    SURVEY_SECRET: 'x'.repeat(32),
    OWNER_EMAIL: 'owner@plaudit.example',
    DAY: '100ms',
    REQUEST_INTERVAL: '1 ms',
  }
  return createActivities({ db, mailer: createMailer({ apiKey: 're_test', baseUrl: mailbox.listeningOrigin }), config })
}
