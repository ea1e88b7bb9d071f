import { describe, expect, it } from 'vitest'
import { timersOf } from '../support/history.ts'
import { survey } from '../support/invited.ts'
import { person } from '../support/ledger.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '100ms' })

describe('a survey', () => {
  it('[FT-09] ends without a response when nobody answers, and then has no score', async () => {
    const { until, invited } = survey(world())
    const id = await invited('silence', ['mute-one', 'mute-two'])

    await until(id, { stage: 'survey', waitingFor: { what: 'answers', owedBy: 'customer' } })
    const closed = await until(id, { stage: 'closed', outcome: 'no-response' })

    expect(closed.score).toBeNull()
    expect(await world().db.selectFrom('scores').selectAll().where('engagement_id', '=', id).execute()).toEqual([])
  })

  it('[MX-03] records the score with the number of answers and its interval', async () => {
    const { until, rate, invited } = survey(world())
    const ratings = { top: 4, good: 3, poor: 2, best: 4 }
    const id = await invited('figures', Object.keys(ratings))

    for (const [one, overall] of Object.entries(ratings)) await rate(one, overall)

    // 100 + (2 − 1) / 4; adjusted Wald over n + 3 = 7: 0.1429 ± 1.96 × √((0.6429 − 0.1429²) / 7)
    await until(id, { outcome: 'scored', score: { measure: 'nsat', value: 125, n: 4, low: 55.8, high: 172.7 } })
  })

  it('[FT-08] closes as not eligible when nobody who was asked may be surveyed any more', async () => {
    const { name, until, invited } = survey(world())
    const id = await invited('all-withdrawn', ['only-one'])

    await name(id, [person('only-one', { surveyEligible: 'no' })])

    await until(id, { outcome: 'not-eligible' })
  })

  it('[MX-07] never goes to an address that opted out of another survey', async () => {
    const { open, name, reachGates, until, invited, optOut, mails } = survey(world())
    await invited('first-survey', ['enough'])
    await optOut('enough')
    const again = await open('second-survey')
    await name(again, [person('ENOUGH'), person('fresh')])

    await reachGates(again)

    await until(again, { stage: 'survey', invitations: { 'opted-out': 1, invited: 1 } })
    expect(await mails('enough@contoso.example')).toHaveLength(1)
    expect(await mails('ENOUGH@contoso.example')).toHaveLength(1)
  })

  it('[FT-09] keeps one timer for all contacts, which answers do not start anew', async () => {
    const { until, rate, invited } = survey(world())
    const id = await invited('one-timer', ['first', 'second'])
    await rate('first', 4)

    await until(id, { outcome: 'scored' })

    const timers = timersOf(await world().workflow(id).fetchHistory())
    expect(timers.map(({ length }) => length / 100)).toEqual([14, 30])
  })
})
