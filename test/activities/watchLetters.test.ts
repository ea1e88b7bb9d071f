import { describe, expect, it } from 'vitest'
import { survey } from '../support/invited.ts'
import { ledger, person } from '../support/ledger.ts'
import { watchdog } from '../support/watch.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })
const hour = 60 * 60 * 1000

describe('a letter whose mark was lost', () => {
  it('[MX-13] is marked again by what Resend did with it, and leaves no second time', async () => {
    const { invited, until } = survey(world())
    const { letters, expectEachLetterDeliveredOnce } = ledger(world())
    const id = await invited('mark-lost', ['lost-one', 'lost-two', 'kept'])
    await until(id, { invitations: { invited: 3 } })
    const before = await marks(id)
    await loseMark(id, ['lost-one', 'lost-two'], { hoursAgo: 2 })

    const found = await watchdog(world()).look()

    expect(found).toMatchObject({ lettersLost: 1, lettersMended: 2, tasksOpened: 0 })
    expect(await marks(id)).toEqual(before)
    expect(await letters(id)).not.toContainEqual(expect.stringContaining('claimed'))
    await expectEachLetterDeliveredOnce()
  })

  it('[MX-13] is left to a person when a day has passed, and does not leave', async () => {
    const { invited, mails } = survey(world())
    const { letters } = ledger(world())
    const { look, tasksAbout } = watchdog(world())
    const id = await invited('mark-lost-long', ['forgotten'])
    const [letter = ''] = await loseMark(id, ['forgotten'], { hoursAgo: 25 })

    await expect.poll(() => look().then(() => letters(id))).toContain('survey-invitation to forgotten: unresolved')
    await look()

    expect(await tasksAbout(letter)).toEqual(['letter-unresolved open'])
    expect(await mails(person('forgotten').email)).toHaveLength(1)
    await resolve(letter, 'sent')
  })

  it('[MX-13] is marked again however late when Resend has told of it since', async () => {
    const { invited } = survey(world())
    const { letters } = ledger(world())
    const { look, tasksAbout } = watchdog(world())
    const id = await invited('mark-proved', ['proved'])
    const [letter = ''] = await loseMark(id, ['proved'], { hoursAgo: 25 })
    const told = { event_id: 'proof', letter_id: letter, provider_id: 'proved-by-resend', type: 'delivered' } as const
    const delivery = { ...told, permanence: null, at: new Date(), applied_at: new Date() }
    await world().db.insertInto('deliveries').values(delivery).execute()

    await look()

    expect(await letters(id)).toContain('survey-invitation to proved: sent')
    expect(await tasksAbout(letter)).toEqual([])
  })

  it('[MX-07] is not handed to Resend again when its reader wants no more email', async () => {
    const { invited, optOut, until } = survey(world())
    const { letters } = ledger(world())
    const id = await invited('mark-unwanted', ['unwanted', 'waiting'])
    await optOut('unwanted')
    await until(id, { invitations: { 'opted-out': 1 } })
    const [letter = ''] = await loseMark(id, ['unwanted'], { hoursAgo: 1 })

    const found = await watchdog(world()).look()

    expect(found).toMatchObject({ lettersLost: 0 })
    expect(await letters(id)).toContain('survey-invitation to unwanted: unresolved')
    await resolve(letter, 'sent')
  })

  it('[MX-13] stays as it is while its activity is on its way with it', { timeout: 60_000 }, async () => {
    const { open, name, reachGates, mails } = survey(world())
    const { plan, letters, untilLetters } = ledger(world())
    const { look, tasksAbout } = watchdog(world())
    const id = await open('on-its-way')
    await name(id, [person('on-its-way')])
    await plan({ mode: '500', times: 100 })
    await reachGates(id)
    await untilLetters(id, ['survey-invitation to on-its-way: claimed'])
    await expect.poll(() => attempts(id)).toBeGreaterThan(2)

    expect(await look({ claimed: 1 })).toMatchObject({ lettersLost: 0, failedSteps: 0 })

    expect(await letters(id)).toEqual(['survey-invitation to on-its-way: claimed'])
    expect(await tasksAbout(id)).toEqual(['workflow-stuck open'])
    await plan({ mode: 'none', times: 1 })
    await untilLetters(id, ['survey-invitation to on-its-way: sent'])
    await look()
    expect(await tasksAbout(id)).toEqual(['workflow-stuck closed'])
    expect(await mails(person('on-its-way').email)).toHaveLength(1)
  })
})

/** Takes the marks of letters away, as a database restored from yesterday would lack them. @returns their ids */
async function loseMark(
  engagementId: string,
  names: readonly string[],
  { hoursAgo }: { hoursAgo: number },
): Promise<readonly string[]> {
  const emails = names.map((name) => person(name).email)
  const contacts = world().db.selectFrom('contacts').select('id').where('email', 'in', emails)
  const marked = world().db.selectFrom('letters').select('id').where('recipient', 'in', contacts)
  // The mail is there a moment before its mark
  await expect.poll(() => marked.where('status', '=', 'sent').execute()).toHaveLength(names.length)
  const lost = await world()
    .db.updateTable('letters')
    .set({ status: 'claimed', provider_id: null, sent_at: null, claimed_at: new Date(Date.now() - hoursAgo * hour) })
    .where('engagement_id', '=', engagementId)
    .where('recipient', 'in', contacts)
    .returning('id')
    .execute()
  return lost.map(({ id }) => id)
}

async function marks(engagementId: string) {
  const letters = world().db.selectFrom('letters').select(['id', 'status', 'provider_id'])
  return letters.where('engagement_id', '=', engagementId).orderBy('id').execute()
}

async function resolve(letter: string, as: 'sent' | 'unsent'): Promise<void> {
  const { call } = survey(world())
  const answer = await call('POST', `/v1/letters/${letter}/resolve`, { role: 'operator', body: { as } })
  expect(answer.status).toBe(200)
}

async function attempts(id: string): Promise<number> {
  const { raw } = await world().workflow(id).describe()
  return raw.pendingActivities?.[0]?.attempt ?? 0
}
