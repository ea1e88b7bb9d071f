import { beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { projects } from '../support/projects.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '2s', listen: true })
const browser = useBrowser()
const shots = process.env['SHOTS']

beforeAll(async () => projects(world()).publish())

describe('the page of a project that was answered', () => {
  it('[PC-04, PC-09] has no barriers and fits a phone, also where a reason is typed', async () => {
    const act = projects(world())
    const { id, token } = await act.asked('looked-at')
    await act.rate(token, 4)
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
  })
})
