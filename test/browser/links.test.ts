import { describe, expect, it } from 'vitest'
import { useBrowser, visit } from '../support/browser.ts'
import { ada, portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'
import { address, type Invitation, invite } from './invite.ts'
import { answersOf, everything, settled } from './kept.ts'
import { expectHeading, unhurried } from './person.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()

describe('a survey link', () => {
  it('[MX-06] changes nothing, however often machines open it and all it leads to', async () => {
    const ian = { name: 'ian', language: 'en-US' } as const
    const { id, link } = await invite(world(), 'scanned', [ian])
    await settled(world(), id)
    const before = await everything(world())
    const { page } = await visit(browser())

    for (const path of ['', '', '', '', '', '/decline', '/opt-out', '?lang=de', '?thanks=1', '/decline?done=1']) {
      expect((await page.goto(`${link(ian)}${path}`))?.status()).toBe(200)
    }
    expect((await fetch(link(ian), { method: 'HEAD' })).status).toBe(200)

    expect(await everything(world())).toEqual(before)
    await page.goto(link(ian))
    expect(await page.getByRole('button', { name: 'Send answers' }).isVisible()).toBe(true)
  })

  it('[MX-06] sets aside what came faster than anybody reads, and takes it from a person who confirms', async () => {
    const joe = { name: 'joe', language: 'en-US' } as const
    const { id, link } = await invite(world(), 'hasty', [joe])
    const { page } = await visit(browser(), { javaScriptEnabled: false })
    await page.goto(link(joe))
    await page.locator('input[name=overall][value="1"]').check()

    await page.getByRole('button', { name: 'Send answers' }).click()

    expect(await page.locator('.note[role=alert]').innerText()).toContain('That was very quick.')
    expect(await page.locator('input[name=overall][value="1"]').isChecked()).toBe(true)
    expect(await answersOf(world(), id)).toBeUndefined()
    await page.getByRole('textbox').pressSequentially('Yes, I do mean that.', unhurried)
    await page.getByRole('button', { name: 'Send answers' }).click()
    await expectHeading(page, 'Thank you for your answers')
    expect(await answersOf(world(), id)).toMatchObject({ overall: 1 })
  })

  it('[MX-06] takes one answer: of two open windows the second is told so', async () => {
    const kim = { name: 'kim', language: 'en-US' } as const
    const { id, link } = await invite(world(), 'twice', [kim])
    const { page } = await visit(browser(), { javaScriptEnabled: false })
    const second = await page.context().newPage()
    for (const [window, rating] of [
      [page, 4],
      [second, 1],
    ] as const) {
      await window.goto(link(kim))
      await window.locator(`input[name=overall][value="${rating}"]`).check()
      await window.getByRole('textbox').pressSequentially('This is my only answer.', unhurried)
    }

    await page.getByRole('button', { name: 'Send answers' }).click()
    await expectHeading(page, 'Thank you for your answers')
    await second.getByRole('button', { name: 'Send answers' }).click()

    await expectHeading(second, 'You have already answered')
    expect(await answersOf(world(), id)).toMatchObject({ overall: 4 })
    await page.goBack()
    await expectHeading(page, 'You have already answered')
  })
})

describe('a way out', () => {
  it('[MX-07] by the page: nobody at this address is asked again', async () => {
    const lea = { name: 'lea', language: 'en-US' } as const
    const { id, link } = await invite(world(), 'opt-out', [lea])
    const { page } = await visit(browser(), { javaScriptEnabled: false })
    await page.goto(link(lea))
    await page.getByRole('link', { name: 'No more emails to this address' }).click()

    await page.getByRole('button', { name: 'Stop these emails' }).click()

    await expectHeading(page, 'No more emails to this address')
    const { outcome, invitations } = await portal(world()).until(id, { stage: 'closed' })
    expect({ outcome, invitations }).toEqual({ outcome: 'no-response', invitations: { 'opted-out': 1 } })
    await expectSilence('after-page', lea)
  })

  it('[MX-07] by one click in the mail program', async () => {
    const max = { name: 'max', language: 'en-US' } as const
    const { id } = await invite(world(), 'one-click', [max])
    const [mail] = await portal(world()).mails(address(max))
    expect(mail?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')

    const url = /<(http[^>]+)>/.exec(mail?.headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })

    expect(answer.status).toBe(200)
    await portal(world()).until(id, { stage: 'closed', outcome: 'no-response', invitations: { 'opted-out': 1 } })
    await expectSilence('after-one-click', max)
  })

  it('[MX-07] only out of this survey: other surveys may still ask', async () => {
    const noa = { name: 'noa', language: 'en-US' } as const
    const { id, link } = await invite(world(), 'decline', [noa])
    const { page } = await visit(browser(), { javaScriptEnabled: false })
    await page.goto(link(noa))
    await page.getByRole('link', { name: 'I would rather not answer' }).click()

    await page.getByRole('button', { name: 'Decline the invitation' }).click()

    await expectHeading(page, 'You have declined the invitation')
    const { outcome, invitations } = await portal(world()).until(id, { stage: 'closed' })
    expect({ outcome, invitations }).toEqual({ outcome: 'no-response', invitations: { declined: 1 } })
    await invite(world(), 'after-declining', [noa])
  })
})

/** Names somebody in another engagement, who must not get a letter for it. */
async function expectSilence(externalId: string, person: Invitation): Promise<void> {
  const { open, reachGates, name, until, mails } = portal(world())
  const before = await mails(address(person))
  const id = await open(externalId)
  await name(id, [{ ...ada, email: address(person) }])
  await reachGates(id)
  await until(id, { outcome: 'no-response', invitations: { 'opted-out': 1 } })
  expect(await mails(address(person))).toEqual(before)
}
