import { describe, expect, it } from 'vitest'
import { ada, dan, portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

describe('an engagement', () => {
  it('[FT-01] asks nothing until milestone and payment are reached, in either order', async () => {
    const { open, report, until, see, mails } = portal(world())
    const id = await open('gates')
    await report(id, { type: 'payment', status: 'completed' })
    await report(id, { type: 'milestone', percent: 9 })
    expect(await see(id)).toMatchObject({ stage: 'gates', waitingFor: { what: 'milestone', owedBy: 'partner' } })
    expect(await mails('projects@fabrikam.example')).toHaveLength(0)

    await report(id, { type: 'milestone', percent: 10 })

    await until(id, { stage: 'contacts', waitingFor: { what: 'contacts', owedBy: 'partner' } })
  })

  it('[FT-09] reminds those who have not answered, and closes with the score', async () => {
    const { open, reachGates, name, mail, mails, tokenIn, answer, until } = portal(world())
    const id = await open('scored')
    await name(id, [ada, dan])
    await reachGates(id)

    await answer(tokenIn(await mail(ada.email, 'two minutes')), { overall: 4 })
    await mail(dan.email, 'תזכורת')
    await answer(tokenIn(await mail(dan.email, 'תזכורת')), { overall: 1 })

    await until(id, { stage: 'closed', outcome: 'scored', score: { measure: 'nsat', value: 100, n: 2 } })
    expect((await mails(ada.email)).map((one) => one.subject)).toEqual([
      'Thank you for your answers',
      'It only takes two minutes',
    ])
  })
})
