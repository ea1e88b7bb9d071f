import { beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../src/db/keys.ts'
import { publishProgram } from '../../src/db/programs.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { textOf, visitor } from '../support/console.ts'
import { portal } from '../support/portal.ts'
import { replies } from '../support/replies.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
const { get, signIn } = visitor(world)
const own = '/console/partners/fabrikam/results/fasttrack'

beforeAll(async () => {
  const { db } = world()
  await publishProgram(db, { ...fasttrack, id: 'quiet', privacy: 'confidential' })
  await replies(db, 7, { at: '2026-09-10T10:00:00Z', answers: { overall: 4 } })
  await replies(db, 3, { subject: 'Teams', at: '2026-10-10T10:00:00Z', answers: { overall: 1 } })
  await replies(db, 4, { subject: 'Yammer', at: '2026-10-10T10:00:00Z', answers: { overall: 3 } })
  await replies(db, 5, { partner: 'northwind', at: '2026-09-11T10:00:00Z', answers: { overall: 4 } })
})

describe('the page of results', () => {
  it('[CI-07] [PV-05] shows each figure with n and interval, the same worldwide, and the rate of responses', async () => {
    const { status, body } = await get(own, 'partner')
    const page = textOf(body)

    expect(status).toBe(200)
    expect(page).toContain('FastTrack results of Fabrikam')
    // by hand: 7 of 14 very satisfied, 3 dissatisfied: 100 + 50 − 21.4
    expect(page).toMatch(
      /NSAT 128\.6 \(\+28\.6 on −100…100\) from 14 answers; with 95% confidence between [\d.]+ and [\d.]+; worldwide 200 from 10/,
    )
    expect(page).toContain('Sept 2026 7 200')
    expect(page).toContain('14 of 14 who were asked answered')
    expect(body).toMatch(/<svg class="trend"[^>]*role="img"/)
    expect(body).toMatch(
      /<title id="trend-overall">NSAT by month: Sept 2026 200 \([\d.]+ to 200, n = 7\), Oct 2026 57\.1/,
    )
  })

  it('[MX-05] says which figures are not shown, and why', async () => {
    const page = textOf((await get(`${own}?by=subject`, 'partner')).body)

    expect(page).toContain('Exchange 7 200')
    expect(page).toContain('Teams fewer than 5 answers')
    expect(page).toContain('Yammer fewer than 5 answers')
    expect(textOf((await get('/console/partners/fabrikam/results/quiet', 'partner')).body)).toContain('No results yet')
  })

  it('[CI-07] hands out what it shows as CSV and Excel', async () => {
    const { body } = await get(`${own}?by=subject&from=2026-09`, 'partner')
    const links = [...body.matchAll(/href="(\?[^"]*as=(?:csv|xlsx))"/g)].map((found) =>
      found[1]?.replaceAll('&amp;', '&'),
    )
    expect(links).toEqual(['?from=2026-09&by=subject&as=csv', '?from=2026-09&by=subject&as=xlsx'])

    const cookie = await signIn('partner')
    const csv = await world().app.inject({ url: `${own}${links[0]}`, headers: { cookie } })
    const { key } = { key: world().keys.partner }
    const headers = { authorization: `Bearer ${key}`, accept: 'text/csv' }
    const url = '/v1/partners/fabrikam/results?program=fasttrack&by=subject&from=2026-09'
    expect(csv.body).toBe((await world().app.inject({ url, headers })).body)
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  })

  it('narrows nothing by what is no choice', async () => {
    expect((await get(`${own}?by=nonsense&from=now&to=2026-13`, 'partner')).body).toEqual(
      (await get(own, 'partner')).body,
    )
  })

  it('[MX-09] is there for those of the partner, and for owner and operator; that of all partners for these two alone', async () => {
    for (const role of roles) {
      const answer = await portal(world()).call('GET', '/v1/partners/fabrikam', { role })
      expect((await get(own, role)).status).toBe(answer.status)
      expect((await get('/console/programs/fasttrack', role)).status).toBe(
        role === 'operator' || role === 'owner' ? 200 : 403,
      )
    }
    const theirs = await get('/console/partners/northwind/results/fasttrack', 'partner')
    expect(theirs.status).toBe(404)
    expect(theirs).toEqual(await get('/console/partners/nobody/results/fasttrack', 'partner'))
    expect((await world().app.inject(own)).statusCode).toBe(303)
  })

  it('is found from the list of engagements', async () => {
    expect((await get('/console', 'partner')).body).toContain(`href="${own}"`)
    expect((await get('/console', 'partner')).body).not.toContain('href="/console/programs/')
    expect((await get('/console', 'owner')).body).toContain('href="/console/programs/fasttrack"')
  })
})
