import { describe, expect, it } from 'vitest'
import { runSections } from './sections.ts'
import { columns, plainTable } from './table.ts'

describe('the bench', () => {
  it('prints what it measured, against what, and whether that is within the budget', async () => {
    const sections = await runSections({ names: ['responses'], size: { quick: true, sleepers: 10 } })

    const [heading = '', line = ''] = plainTable(sections.flatMap(({ rows }) => rows)).split('\n')
    expect(heading.split(/ {2,}/)).toEqual(columns)
    expect(line).toMatch(
      /^responses accepted {2,}[\d,.]+ \(.+–.+\) \/s {2,}.+ bare Fastify \+ INSERT {2,}[\d.]+ \(.+–.+\) {2,}≥ 0\.5 {2,}(yes|NO)$/,
    )
  })
})
