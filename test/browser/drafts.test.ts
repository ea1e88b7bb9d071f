import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useBrowser, visit } from '../support/browser.ts'
import { useWorld } from '../support/world.ts'
import { invite } from './invite.ts'
import { answersOf } from './kept.ts'
import { expectHeading, nameOf, unhurried } from './person.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()

/** Somebody who was invited and has answered two questions, the first in words. */
async function halfWay(name: string) {
  const person = { name, language: 'en-US' } as const
  const { id, link } = await invite(world(), name, [person])
  const visitor = await visit(browser())
  const { page } = visitor
  await page.goto(link(person))
  await page.getByRole('textbox').fill('Written in a tunnel.')
  await page.locator('input[name=overall][value="3"]').check()
  return { ...visitor, id, link: link(person) }
}

function kept(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>('Object.keys(localStorage).concat(Object.keys(sessionStorage))')
}

/** Sends the form as a person does, who takes a second at least. */
async function send(page: Page): Promise<void> {
  await page.getByRole('textbox').pressSequentially(' Then the sun again.', unhurried)
  await page.getByRole('button', { name: 'Send answers' }).click()
}

describe('a customer whose connection drops', () => {
  it('[MX-13] is told, keeps every answer on the device, and sends them once it is back', async () => {
    const { page, id } = await halfWay('tunnel')
    expect(await page.locator('#answered').innerText()).toBe('2 of 7 questions answered')
    expect(await page.getByRole('progressbar', { name: '2 of 7 questions answered' }).getAttribute('max')).toBe('7')

    await page.context().setOffline(true)
    await send(page)
    await expect.poll(() => page.locator('.unsent').innerText()).toContain('You are offline.')
    await page.context().setOffline(false)
    await page.reload()

    expect(await page.locator('[data-restored]').innerText()).toContain('is filled in')
    expect(await page.getByRole('textbox').inputValue()).toBe('Written in a tunnel. Then the sun again.')
    expect(await page.locator('#answered').innerText()).toBe('2 of 7 questions answered')
    await send(page)
    await expectHeading(page, 'Thank you for your answers')
    expect(await answersOf(world(), id)).toMatchObject({
      overall: 3,
      comment: expect.stringMatching(/^Written in a tunnel\./),
    })
    expect(await kept(page)).toEqual([])
  })

  it('[MX-06] is told when we are not reached, and sends again from where they are', async () => {
    const { page, id } = await halfWay('again')
    await page.route('**/s/*', (route) => route.abort(), { times: 1 })

    await send(page)
    await expect.poll(() => page.locator('.unsent').innerText()).toContain('could not be sent')
    await send(page)

    await expectHeading(page, 'Thank you for your answers')
    expect(await answersOf(world(), id)).toMatchObject({ overall: 3 })
    await page.goBack()
    await expectHeading(page, 'You have already answered')
  })
})

describe('a draft', () => {
  it('is named by a hash, holds answers alone, and goes when they start over', async () => {
    const { page, link } = await halfWay('shared')
    await page.locator('input[name=website]').fill('a machine was here', { force: true })
    await page.getByRole('radio', { name: '9', exact: true }).check()

    const [name = '', ...others] = await kept(page)
    const draft = await page.evaluate<string>(`localStorage.getItem('${name}')`)
    expect(name).toMatch(/^draft:[\w-]{22}$/)
    expect(link).not.toContain(name.slice(6))
    expect(others).toEqual([])
    expect(JSON.parse(draft)).toMatchObject({
      answers: [
        ['overall', '3'],
        ['recommend', '9'],
        ['comment', 'Written in a tunnel.'],
      ],
    })
    await page.locator('.kept').getByRole('button', { name: 'Start over' }).click()

    expect(await kept(page)).toEqual([])
    expect(await page.locator('input:checked').count()).toBe(0)
    expect(await page.getByRole('textbox').inputValue()).toBe('')
    expect(await nameOf(page.locator(':focus'))).toBe('responsiveness')
  })

  it('gives way to the rating that a link fills in, and is gone after a week', async () => {
    const { page, link } = await halfWay('late')

    await page.goto(`${link}?overall=1`)
    expect(await page.locator('input[name=overall]:checked').getAttribute('value')).toBe('1')
    expect(await page.getByRole('textbox').inputValue()).toBe('Written in a tunnel.')
    await page.clock.setFixedTime(Date.now() + 8 * 24 * 60 * 60 * 1000)
    await page.goto(link)

    expect(await page.getByRole('textbox').inputValue()).toBe('')
    expect(await kept(page)).toEqual([])
  })

  it('ends with the invitation', async () => {
    const { page } = await halfWay('declines')

    await page.getByRole('link', { name: 'I would rather not answer' }).click()
    await page.getByRole('button', { name: 'Decline the invitation' }).click()

    await expectHeading(page, 'You have declined the invitation')
    expect(await kept(page)).toEqual([])
  })
})
