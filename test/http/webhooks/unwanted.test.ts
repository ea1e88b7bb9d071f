import { describe, expect, it } from 'vitest'
import { addOptOut } from '../../../src/db/optOuts.ts'
import { settleOptedOut } from '../../../src/db/unwanted.ts'
import { delivered } from '../../support/delivered.ts'
import { person } from '../../support/ledger.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '2s', webhooks: true })

/** Two engagements of two programs that both asked a person, and both wait for a second one. */
async function askTwice(name: string) {
  const { askOf, invited, until, name: nameIn } = delivered(world())
  const here = await invited(`${name}-here`, [name])
  await nameIn(here, [person(`${name}-friend`)])
  const there = await askOf(`${name}-there`, [person(name), person(`${name}-friend`)])
  for (const id of [here, there]) await until(id, { stage: 'survey', invitations: { invited: 2 } })
  return { here, there }
}

/** What is under way with the person ends, and what comes later never begins. */
async function expectNoMore(name: string, { here, there }: { here: string; there: string }): Promise<void> {
  const { openWith, reachGates, until, letters, mails } = delivered(world())
  for (const id of [here, there]) await until(id, { invitations: { 'opted-out': 1, invited: 1 } })
  const sent = (await mails(person(name).email)).length

  const later = await openWith(`${name}-later`, [
    person(name, { email: person(name).email.toUpperCase().replace('EXAMPLE', 'example') }),
    person(`${name}-friend`),
  ])
  await reachGates(later)

  await until(later, { invitations: { 'opted-out': 1, invited: 1 } })
  expect((await letters(later)).filter((letter) => !letter.includes('friend'))).toEqual([
    expect.stringContaining('skipped'),
  ])
  expect(await mails(person(name).email)).toHaveLength(sent)
}

describe('who wants no more email', () => {
  it('[MX-07] gets none in any program, now or later, after marking one letter as spam', async () => {
    const { destine, askOf, happenings, until } = delivered(world())
    const engagements = await askTwice('angry')
    await destine('angry', 'complained')

    const complained = await askOf('angry-again', [person('angry'), person('angry-friend')])

    await until(complained, { invitations: { 'opted-out': 1 } })
    expect(await happenings(complained, 'letter.complained')).toHaveLength(1)
    expect(await happenings(complained, 'opted-out')).toHaveLength(1)
    await expectNoMore('angry', engagements)
  })

  it('[MX-07] gets none after opting out on the survey page', async () => {
    const { optOut } = delivered(world())
    const engagements = await askTwice('private')

    expect((await optOut('private')).statusCode).toBe(303)

    await expectNoMore('private', engagements)
  })

  it('[MX-07] gets none after one click in the mail program', async () => {
    const { mail, tokenIn } = delivered(world())
    const engagements = await askTwice('clicks')
    const token = tokenIn(await mail(person('clicks').email, 'two minutes'))

    const answer = await world().app.inject({
      method: 'POST',
      url: `/s/${token}/opt-out`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })

    expect(answer.statusCode).toBe(200)
    await expectNoMore('clicks', engagements)
  })

  it('[MX-07] is not forgotten when the process died right after their wish was written down', async () => {
    const { happenings, until } = delivered(world())
    const { here, there } = await askTwice('crashed')
    await addOptOut(world().db, person('crashed').email)

    expect(await settleOptedOut(world().db)).toBe(2)
    expect(await settleOptedOut(world().db)).toBe(0)

    for (const id of [here, there]) {
      await until(id, { invitations: { 'opted-out': 1, invited: 1 } })
      expect(await happenings(id, 'opted-out')).toHaveLength(1)
    }
  })

  it('[MX-07] keeps the answer they gave before', async () => {
    const { askOf, rate, until } = delivered(world())
    const id = await askOf('answered-then', [person('answered-then'), person('answered-friend')])
    await rate('answered-then', 4)
    await until(id, { invitations: { answered: 1 } })

    await addOptOut(world().db, person('answered-then').email)

    expect(await settleOptedOut(world().db)).toBe(0)
    await until(id, { invitations: { answered: 1, invited: 1 } })
  })
})
