import { beforeAll, describe, expect, it } from 'vitest'
import { person } from '../support/ledger.ts'
import { join } from '../support/ownUrl.ts'
import { portal } from '../support/portal.ts'
import { visitors } from '../support/visitor.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '1 hour' })

beforeAll(async () => {
  await world().stopRelay()
  await join(world())
  await visitors(world()).choose('fabrikam')
})

/** The operator's open tasks about something: its kinds. */
async function flagsAbout(about: string): Promise<readonly string[]> {
  const { body } = await portal(world(), 'operator').call('GET', '/v1/tasks?open=true')
  const tasks: readonly { readonly about: string; readonly kind: string }[] = body.tasks
  return tasks.filter((task) => task.about === about).map(({ kind }) => kind)
}

describe('the operator is told', () => {
  it('[MX-12] of contacts at the partner itself or at a free mail service, who are asked all the same', async () => {
    const { open, name } = portal(world())
    const clean = await open('flags-clean')
    const strange = await open('flags-strange')
    await name(clean, [person('ada'), person('bea')])

    const reading = await name(strange, [person('cem'), person('dan', { email: 'dan@fabrikam.example' })])
    const more = await name(strange, [person('eva', { email: 'eva@gmail.com' })])

    expect([reading.body.accepted, more.body.accepted]).toEqual([2, 1])
    expect(await flagsAbout(clean)).toEqual([])
    expect(await flagsAbout(strange)).toEqual(['contacts-strange'])
    const { body } = await portal(world()).call('GET', `/v1/engagements/${strange}`)
    const flagged = body.timeline.filter(({ what }: { what: string }) => what === 'contacts-strange')
    expect(flagged.map(({ contacts }: { contacts: readonly string[] }) => contacts.length)).toEqual([1, 1])
  })

  it('[MX-12] of contacts that change when the work is done, not of those named first or sent again', async () => {
    const { open, name, report } = portal(world())
    const id = await open('flags-late')
    await report(id, { type: 'completed' })
    await name(id, [person('fay')])
    await name(id, [person('fay')])
    expect(await flagsAbout(id)).toEqual([])

    await name(id, [person('fay'), person('gal')])

    expect(await flagsAbout(id)).toEqual(['contacts-late'])
  })

  it('[MX-12] of many answers from one network, and keeps nothing of who gave them', async () => {
    const { visit } = visitors(world())
    for (const name of ['one', 'two', 'three', 'four']) await visit('fabrikam', `${name}@${name}-corp.example`)
    expect(await flagsAbout('pulse/fabrikam')).toEqual([])

    await visit('fabrikam', 'five@five-corp.example')

    expect(await flagsAbout('pulse/fabrikam')).toEqual(['answers-burst'])
    const kept = await world().db.selectFrom('networks').selectAll().execute()
    expect(kept.map((row) => Object.keys(row).filter((column) => column !== 'network'))).toEqual([
      ['partner_id', 'program_id', 'hour', 'answers'],
    ])
    expect(JSON.stringify(kept)).not.toMatch(/127\.0\.0|corp/)
  })
})
