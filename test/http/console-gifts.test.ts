import { beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../src/db/keys.ts'
import { publishProgram } from '../../src/db/programs.ts'
import { newId } from '../../src/domain/ids.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { textOf, visitor } from '../support/console.ts'
import { gift } from '../support/gifts.ts'
import { portal } from '../support/portal.ts'
import { replies } from '../support/replies.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
const { get } = visitor(world)
const url = '/console/programs/gifted/gifts'

beforeAll(async () => {
  const { db } = world()
  await world().stopRelay() // the orders stay where they are put
  await publishProgram(db, { ...fasttrack, id: 'gifted', gift })
  await publishProgram(db, { ...fasttrack, id: 'small', gift })
  await replies(db, 6, { program: 'gifted', answers: { overall: 4 } })
  await replies(db, 3, { program: 'small', answers: { overall: 4 } })
  const longAgo = new Date(Date.now() - 9 * 86_400_000)
  await order('ordered', { cost: 20.5, provider: 'tremendous' })
  await order('ordered', { cost: 20.5, provider: 'tremendous' })
  await order('by-hand', { chosen_at: longAgo })
  await order('failed', { reason: 'tremendous answered 402' })
  await order('failed', { reason: 'dropped' })
})

async function order(state: 'ordered' | 'by-hand' | 'failed', other: object): Promise<void> {
  await world()
    .db.insertInto('gift_orders')
    .values({ ...anOrder, id: newId('gft'), state, ...other })
    .execute()
}

const anOrder = {
  program_id: 'gifted',
  program_version: 1,
  amount: 20,
  currency: 'USD',
  contact_id: null,
  provider: null,
  provider_id: null,
  cost: null,
  reason: null,
  settled_at: null,
}

describe('the page of what gifts come to', () => {
  it('[FT-11] tells the owner how many were offered and chosen, the money, and what waits too long, of nobody', async () => {
    const { status, body } = await get(url, 'owner')
    const page = textOf(body)

    expect(status).toBe(200)
    expect(page).toContain('A card worth $20, until December 31, 2999.')
    expect(page).toContain('Offered to 6 who answered, chosen by 5.')
    expect(page).toContain('$40 spent, $40 committed.')
    expect(page).toMatch(/To be sent by hand 1 \$20 none Could not be ordered 1 \$20 none Issued 2 \$40 \$41/)
    expect(page).toContain('One is later than was promised.')
    expect(page).toMatch(/Could not be ordered tremendous answered 402 1 0/)
    expect(body).not.toMatch(/gft_|ctc_|contoso|console\/tasks">tasks/)
    expect((await get('/console/programs/gifted', 'owner')).body).toContain(`href="${url}"`)
  })

  it('[FT-11] is the same over the API', async () => {
    const { body } = await portal(world(), 'owner').call('GET', '/v1/programs/gifted/gifts')

    expect(body).toMatchObject({ offered: 6, chosen: 5 })
    expect(body.waiting).toMatchObject([
      { state: 'by-hand', reason: null, count: 1, late: 1 },
      { state: 'failed', reason: 'tremendous answered 402', count: 1, late: 0 },
    ])
  })

  it('[FT-11] [PV-05] does not tell what each of a few people did', async () => {
    const page = textOf((await get('/console/programs/small/gifts', 'owner')).body)

    expect(page).toContain('Chosen: 0. Of fewer than 5 people it is not shown how many were offered one.')
    expect(page).not.toMatch(/Offered to|Money|Not issued/)
  })

  it('[MX-09] is for owner and operator alone, and there for every program', async () => {
    const statuses = await Promise.all(roles.map(async (role) => [role, (await get(url, role)).status]))

    expect(Object.fromEntries(statuses)).toEqual({
      operator: 200,
      owner: 200,
      psm: 403,
      partner: 403,
      'survey-manager': 403,
      delegate: 403,
    })
    expect((await get('/console/programs/gifted', 'psm')).body).not.toContain(url)
    expect(textOf((await get('/console/programs/csat-index/gifts', 'owner')).body)).toContain('at present')
    expect((await get('/console/programs/none/gifts', 'owner')).status).toBe(404)
  })
})
