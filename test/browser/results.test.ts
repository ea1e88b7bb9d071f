import { beforeAll, describe, expect, it } from 'vitest'
import { addPartner } from '../../src/db/partners.ts'
import { barriers } from '../support/axe.ts'
import { useBrowser, visit } from '../support/browser.ts'
import { replies, reply } from '../support/replies.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ listen: true })
const browser = useBrowser()

const url = '/console/partners/fabrikam/results/fasttrack'
const nobody = { email: null, psm_id: null, psm_name: null, psm_email: null, parent_id: null }

beforeAll(async () => {
  const { db } = world()
  await addPartner(db, { id: 'tailspin', name: 'Tailspin', country: 'DE', ...nobody })
  const subjects = ['Exchange', 'Teams', 'Teams', 'SharePoint']
  for (let month = 1; month <= 10; month += 1) {
    const answers = month === 4 ? 3 : 5 + ((month * 5) % 7)
    for (let i = 0; i < answers; i += 1) {
      const at = `2026-${String(month).padStart(2, '0')}-${String(i + 1).padStart(2, '0')}T09:00:00Z`
      const overall = [4, 4, 3, 4, 2, 4, 3, 4, 1, 4, 4][(i + month) % 11] ?? 4
      const recommend = i % 3 === 0 ? null : [10, 9, 8, 6, 10, 7, 9][(i * month) % 7]
      const comment =
        i === 0 ? `They knew ${subjects[month % 4]} inside out, and said what they did not know. (${month})` : null
      await reply(db, {
        subject: subjects[i % 4] ?? 'Teams',
        country: i % 3 === 0 ? 'FR' : 'DE',
        at,
        answers: { overall, recommend: recommend ?? null, expertise: 4 - (i % 2), comment },
      })
    }
  }
  for (let month = 1; month <= 10; month += 1)
    await replies(db, 10, {
      partner: 'northwind',
      at: `2026-${String(month).padStart(2, '0')}-20T09:00:00Z`,
      answers: { overall: 3 + (month % 2), recommend: 9 },
    })
}, 60_000)

describe.each(['light', 'dark'] as const)('results in the console, %s', (colorScheme) => {
  it.each([
    ['a desk', { width: 1280, height: 900 }],
    ['a phone', { width: 390, height: 844 }],
  ])(
    '[CI-07] [PV-05] are charts without barriers on %s',
    async (_, viewport) => {
      const { page, refusals } = await visit(browser(), { viewport, colorScheme })
      await page.goto(`${world().publicUrl}/console/sign-in`)
      await page.fill('input[name=key]', world().keys.operator)
      await page.click('button')
      for (const path of [
        url,
        `${url}?by=subject`,
        '/console/partners/tailspin/results/fasttrack',
        '/console/programs/fasttrack?by=country',
        '/console?partner=fabrikam',
      ]) {
        await page.goto(`${world().publicUrl}${path}`)

        expect(await barriers(page)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      }
      expect(refusals).toEqual([])
    },
    60_000,
  )
})
