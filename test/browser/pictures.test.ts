import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page, PageScreenshotOptions } from 'playwright-core'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { useBrowser, visit } from '../support/browser.ts'
import { ada, dan, portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'
import { invite } from './invite.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()

describe('the pictures of the documentation', () => {
  it('show the survey on a desk, half filled in', async () => {
    const ada = { name: 'ada', language: 'en-US' } as const
    const { link } = await invite(world(), 'desk', [ada])
    const { page } = await visit(browser(), { viewport: { width: 900, height: 916 } })

    await page.goto(link(ada))
    for (const [question, value] of Object.entries({ responsiveness: 4, expertise: 4, clarity: 3 })) {
      await page.locator(`input[name=${question}][value="${value}"]`).check()
    }

    expect(await picture(page, 'survey')).toEqual({ width: 900, height: 916 })
  })

  it('show the survey in Hebrew on a phone', async () => {
    const dan = { name: 'dan', language: 'he' } as const
    const { link } = await invite(world(), 'phone', [dan])
    const { page } = await visit(browser(), { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 })

    await page.goto(link(dan))
    await page.locator('input[name=responsiveness][value="4"]').check()

    expect(await picture(page, 'survey-he-phone')).toEqual({ width: 780, height: 1688 })
  })

  it('show what a partner success manager sees in the Temporal UI, and what customers get by mail', async () => {
    const id = await halfAnswered()
    const { page } = await visit(browser(), { reducedMotion: 'reduce' })

    await page.goto(`${inject('temporalUi')}/namespaces/default/workflows/${encodeURIComponent(`fasttrack/${id}`)}`)
    await page.getByText('until the contacts answer').last().waitFor()
    await page.setViewportSize({ width: 1280, height: 1400 })
    const top = (await page.getByRole('heading', { name: 'Event History' }).boundingBox())?.y ?? 0
    const clip = { x: 72, y: top - 4, width: 1200, height: 396 }
    expect(await picture(page, 'temporal-timeline', { clip })).toEqual({ width: 1200, height: 396 })

    await page.setViewportSize({ width: 1280, height: 960 })
    await page.goto(page.url().replace(/history$/, 'user-metadata'))
    await page.getByText('until the contacts answer').last().waitFor()
    await page.frameLocator('iframe >> nth=1').getByText('1 of 2 contacts answered').waitFor()
    expect(await picture(page, 'temporal-ui')).toEqual({ width: 1280, height: 960 })

    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(world().mailbox.listeningOrigin)
    await page.getByRole('link', { name: 'It only takes two minutes' }).first().click()
    await page.frameLocator('iframe').getByText('Start the survey').waitFor()
    expect(await picture(page, 'inbox')).toEqual({ width: 1280, height: 800 })
  })
})

/** An engagement in the middle of its survey: one contact has answered, the other was written to twice. */
async function halfAnswered(): Promise<string> {
  const { open, reachGates, until, name, mail, tokenIn, answer, call } = portal(world())
  const id = await open('half-answered')
  await reachGates(id)
  await until(id, { stage: 'contacts' })
  await name(id, [ada, dan])
  await answer(tokenIn(await mail(ada.email, 'two minutes')), { overall: 4 })
  await mail(ada.email, 'Thank you')
  await call('POST', `/v1/engagements/${id}/resend`, { role: 'psm' })
  await until(id, { invitations: { answered: 1, invited: 1 } })
  return id
}

/** Takes a picture: for the documentation when PICTURES=1, else only to see that it could be. @returns its size in pixels */
async function picture(page: Page, name: string, options: PageScreenshotOptions = {}) {
  await page.mouse.move(0, 0)
  await page.evaluate('document.activeElement.blur(); scrollTo(0, 0)')
  const path = join(await pictureDirectory(), `${name}.png`)
  await page.screenshot({ ...options, path, animations: 'disabled' })
  const bytes = await readFile(path)
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
  expect(bytes.length).toBeGreaterThan(20_000)
  expect(bytes.length).toBeLessThan(300_000)
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

async function pictureDirectory(): Promise<string> {
  if (process.env['PICTURES'] === '1') return fileURLToPath(new URL('../../docs/images', import.meta.url))
  const dir = await mkdtemp(join(tmpdir(), 'plaudit-pictures-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  return dir
}
