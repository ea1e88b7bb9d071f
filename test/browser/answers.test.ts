import { beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { projects, ratings } from '../support/projects.ts'
import { useWorld } from '../support/world.ts'
import { expectHeading } from './person.ts'

const world = useWorld({ day: '2s', listen: true })
const browser = useBrowser()
const shots = process.env['SHOTS']

beforeAll(async () => projects(world()).publish())

describe('the page of a project that was answered', () => {
  it('[PC-04, PC-06, PC-09] has no barriers and fits a phone, also where a reason is typed, nor have its reviews', async () => {
    const act = projects(world())
    const { call, owner } = act
    const { id, token } = await act.asked('looked-at')
    await call('POST', `/v1/surveys/${token}/responses`, {
      body: { answers: { ...ratings(4), experience: 'They came at once.' }, review: { publish: true } },
    })
    await act.until(id, { outcome: 'scored' })
    const { page } = await visit(browser(), { viewport: { width: 1000, height: 900 } })
    await page.goto(`${world().publicUrl}/console/sign-in`)
    await page.getByLabel('Key').fill(world().keys.operator)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Engagements', exact: true }).waitFor()

    await page.goto(`${world().publicUrl}/console/engagements/${id}`)
    for (const one of await page.locator('details.judge > summary').all()) await one.click()

    if (shots) await page.screenshot({ path: `${shots}/answers.png`, fullPage: true })
    expect(await barriers(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    if (shots) await page.screenshot({ path: `${shots}/answers-phone.png`, fullPage: true })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)

    const [review] = (await owner.call('GET', '/v1/reviews?program=partner-csat')).body.reviews
    await owner.call('POST', `/v1/reviews/${review.id}/publish`)
    for (const [path, words] of [
      ['/r/fabrikam/partner-csat', 'What customers say about Fabrikam'],
      [`/s/${token}/review`, 'Your review'],
    ] as const) {
      await page.goto(`${world().publicUrl}${path}`)
      await expectHeading(page, words)
      expect(await page.locator('blockquote').innerText()).toBe('They came at once.')
      expect(await barriers(page)).toEqual([])
    }
  })
})
