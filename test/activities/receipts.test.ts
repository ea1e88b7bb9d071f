import { describe, expect, it } from 'vitest'
import { createActivities } from '../../activities/index.ts'
import type { LettersToSend } from '../../activities/letters.ts'
import { openTask } from '../../src/db/tasks.ts'
import { createMailer } from '../../src/letters/mailer.ts'
import { survey } from '../support/invited.ts'
import { ledger, person } from '../support/ledger.ts'
import { resendEvents } from '../support/resendEvents.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })

/** Names contacts and has their letters handed to Resend, whose answer is lost. @returns how to try again, and the contacts */
async function loseReceipt(externalId: string, names: readonly string[]) {
  const { open, name } = survey(world())
  const { plan } = ledger(world())
  const id = await open(externalId)
  await name(
    id,
    names.map((one) => person(one)),
  )
  const contacts = await world().db.selectFrom('contacts').select('id').where('engagement_id', '=', id).execute()
  const waves = Object.fromEntries(contacts.map((contact) => [contact.id, '0.0']))
  const sending = { engagementId: id, kind: 'survey-invitation', to: 'contact', waves, seen: 99 } as const
  await plan({ mode: 'drop', times: 1 })
  await expect(send(sending)).rejects.toThrow('no answer')
  return { id, again: () => send(sending) }
}

async function send(letters: LettersToSend) {
  const { db, mailbox } = world()
  const config = {
    PUBLIC_URL: 'http://127.0.0.1:8080',
    SURVEY_SECRET: 'x'.repeat(32),
    OWNER_EMAIL: 'owner@plaudit.example',
    DAY: '1 hour',
    REQUEST_INTERVAL: '1 ms',
  }
  const mailer = createMailer({ apiKey: 're_test', baseUrl: mailbox.listeningOrigin })
  return createActivities({ db, mailer, config }).sendLetters(letters)
}

/** Tells, as Resend, that the mail to somebody was delivered: by the letter's tag, because the ledger knows no other id. */
async function tellDelivered(name: string): Promise<void> {
  const { tell } = resendEvents(world())
  const [mail] = (await world().mailbox.inject({ url: '/messages', query: { to: person(name).email } })).json()
  const [tag] = mail.tags
  expect(tag.name).toBe('letter')
  expect(await tell({ type: 'delivered', letter: tag.value, provider: mail.id })).toBe(200)
}

async function sentEntries(id: string) {
  const { timeline } = await survey(world()).see(id)
  return timeline.filter((entry: { what: string }) => entry.what === 'letter.sent')
}

describe('an event that comes before the receipt', () => {
  it('[MX-13] proves that the letter left: it is sent, once', async () => {
    const { letters, expectEachLetterDeliveredOnce } = ledger(world())
    const { id, again } = await loseReceipt('lost-receipt', ['early'])
    expect(await letters(id)).toEqual(['survey-invitation to early: claimed'])

    await tellDelivered('early')

    expect(await letters(id)).toEqual(['survey-invitation to early: sent'])
    await again()
    expect(await sentEntries(id)).toEqual([expect.objectContaining({ by: 'resend' })])
    await expectEachLetterDeliveredOnce()
  })

  it('[MX-13] does not take a letter out of its batch, which is repeated whole', async () => {
    const { letters, expectEachLetterDeliveredOnce } = ledger(world())
    const { id, again } = await loseReceipt('lost-batch', ['one', 'two', 'three'])

    await tellDelivered('two')
    await again()

    expect([...(await letters(id))].sort()).toEqual([
      'survey-invitation to one: sent',
      'survey-invitation to three: sent',
      'survey-invitation to two: sent',
    ])
    expect(await sentEntries(id)).toHaveLength(3)
    await expectEachLetterDeliveredOnce()
  })

  it('[MX-13] ends the doubt about a letter that was given up, and the task about it', async () => {
    const { letters, expectEachLetterDeliveredOnce } = ledger(world())
    const { db } = world()
    const { id } = await loseReceipt('given-up', ['doubtful'])
    const given = db.updateTable('letters').set({ status: 'unresolved' }).where('engagement_id', '=', id)
    const letter = await given.returning('id').executeTakeFirstOrThrow()
    await openTask(db, { kind: 'letter-unresolved', about: letter.id, engagementId: id })

    await tellDelivered('doubtful')

    expect(await letters(id)).toEqual(['survey-invitation to doubtful: sent'])
    const tasks = await db.selectFrom('tasks').select('closed_by').where('about', '=', letter.id).execute()
    expect(tasks).toEqual([{ closed_by: 'resend' }])
    await expectEachLetterDeliveredOnce()
  })
})
