import { describe, expect, it } from 'vitest'
import { ledger, person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

describe('a letter', () => {
  it.each([
    ['drop', 'accepts it and drops the connection'],
    ['500', 'answers 500'],
    ['429', 'is asked too often'],
  ] as const)('[MX-13] leaves once when Resend answers with a fault: %s, it %s', async (mode, _how) => {
    const { open, reachGates, name, until, mails } = portal(world())
    const { plan, expectEachLetterDeliveredOnce } = ledger(world())
    const id = await open(`fault-${mode}`)
    await name(id, [person(`fault-${mode}`)])
    await plan({ mode, times: 2 })

    await reachGates(id)

    await until(id, { invitations: { invited: 1 } })
    expect(await mails(`fault-${mode}@contoso.example`)).toHaveLength(1)
    await expectEachLetterDeliveredOnce()
  })

  it('goes to more contacts than Resend takes in one call', async () => {
    const { open, reachGates, name, until } = portal(world())
    const { expectEachLetterDeliveredOnce } = ledger(world())
    const id = await open('many')
    await name(
      id,
      Array.from({ length: 230 }, (_, i) => person(`many${i}`)),
    )

    await reachGates(id)

    await until(id, { invitations: { invited: 230 } })
    await expectEachLetterDeliveredOnce()
    const batches = await world()
      .db.selectFrom('letters')
      .select('batch')
      .distinct()
      .where('engagement_id', '=', id)
      .execute()
    expect(batches).toHaveLength(3)
  })
})
