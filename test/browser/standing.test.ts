import { beforeAll, describe, expect, it } from 'vitest'
import { excludeEvidence, keepEvidence } from '../../src/db/evidence.ts'
import { tellFigures } from '../../src/db/figures.ts'
import { publishProgram } from '../../src/db/programs.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { trailblazer } from '../support/trailblazer.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '24 hours', listen: true })
const browser = useBrowser()
const shots = process.env['SHOTS']

beforeAll(async () => {
  const { db } = world()
  await publishProgram(db, {
    ...fasttrack,
    id: 'trail',
    name: 'Partner CSAT',
    standing: { rule: 'count-above', measure: 'mean', above: 4.2, perOrganisation: 2, fiscalYearStartsOn: '02-01' },
    tiers: trailblazer,
  })
  await tellFigures(
    db,
    { programId: 'trail', partnerId: 'fabrikam' },
    { acv: 620_000, certifications: 31, solutions: 2 },
  )
  await db
    .insertInto('memberships')
    .values({ partner_id: 'fabrikam', program_id: 'csat-index', renews_on: '2027-04-01' })
    .execute()
  for (let i = 0; i < 12; i += 1) {
    const organisation = i < 9 ? 'contoso' : 'tailspin'
    const at = new Date(Date.now() - (i + 1) * 3_600_000)
    const piece = { partnerId: 'fabrikam', engagementId: null, organisation, at }
    const rating = i % 5 === 0 ? 1 : 4
    await keepEvidence(db, { ...piece, programId: 'fasttrack', kind: 'response', source: `ft-${i}`, value: rating })
    if (i < 9)
      await keepEvidence(db, { ...piece, programId: 'csat-index', kind: 'response', source: `ci-${i}`, value: 4 })
    if (i < 5)
      await keepEvidence(db, { ...piece, programId: 'trail', kind: 'project', source: `pc-${i}`, value: 3.9 + i / 5 })
  }
  await excludeEvidence(db, ['ft-3'], 'disqualified')
})

const pages = ['fasttrack', 'csat-index', 'trail']

describe('the page of a standing', () => {
  it.each(pages)('[PV-05] of %s shows the figure as a picture, to everybody alike', async (program) => {
    const { page } = await visit(browser(), { viewport: { width: 1000, height: 900 } })
    await page.goto(`${world().publicUrl}/console/sign-in`)
    await page.getByLabel('Key').fill(world().keys.partner)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Engagements', exact: true }).waitFor()

    await page.goto(`${world().publicUrl}/console/partners/fabrikam/standings/${program}`)

    if (shots) await page.screenshot({ path: `${shots}/${program}.png`, fullPage: true })
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Where Fabrikam stands')
    expect(await barriers(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    if (shots) await page.screenshot({ path: `${shots}/${program}-phone.png`, fullPage: true })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  })
})
