import { describe, expect, it } from 'vitest'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()
const shots = process.env['SHOTS']

describe('the form that brings in a project', () => {
  it('[PC-01] is reached from the list, says what is wrong at the field, and leads to the project', async () => {
    const { page } = await visit(browser(), { viewport: { width: 390, height: 844 } })
    await page.goto(`${world().publicUrl}/console/sign-in`)
    await page.getByLabel('Key').fill(world().keys.partner)
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.getByRole('link', { name: 'New project under Partner CSAT' }).click()
    expect(await barriers(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.getByLabel('What it is called').fill('Warehouse')
    await page.getByLabel('How it is delivered').selectOption('own')
    await page.getByLabel('Customer', { exact: true }).fill('Contoso')
    await page.getByLabel('Your number or short name of the customer').fill('contoso')
    await page.getByLabel('Country of the customer').fill('Atlantis')
    const first = page.getByRole('group', { name: 'Primary contact' })
    await first.getByLabel('First name').fill('Ada')
    if (shots) await page.screenshot({ path: `${shots}/form-phone.png`, fullPage: true })
    await page.getByRole('button', { name: 'Open the project' }).click()

    const country = page.getByLabel('Country of the customer')
    await expect.poll(() => country.getAttribute('aria-describedby')).toBe('customer.country-problem')
    expect(await first.getByLabel('First name').inputValue()).toBe('Ada')
    expect(await barriers(page)).toEqual([])
    await page.setViewportSize({ width: 1000, height: 900 })
    if (shots) await page.screenshot({ path: `${shots}/form-wrong.png`, fullPage: true })
    await country.fill('DE')
    await first.getByLabel('First name').fill('')
    await page.getByRole('button', { name: 'Open the project' }).click()

    await page.getByRole('heading', { name: /Warehouse/ }).waitFor()
    if (shots) await page.screenshot({ path: `${shots}/opened.png`, fullPage: true })
    expect(await page.getByLabel('Completed on').inputValue()).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(await barriers(page)).toEqual([])
  })
})
