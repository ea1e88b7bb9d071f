import { describe, expect, it } from 'vitest'
import { chance } from './chance.ts'
import { planMishaps } from './plan.ts'
import { drawStories } from './stories.ts'

const run = { seed: 7, count: 24, span: 192_000 }

describe('the plan of mishaps', () => {
  it('is the same for the same seed and another for another', () => {
    expect(planMishaps(run)).toEqual(planMishaps(run))
    expect(planMishaps({ ...run, seed: 8 })).not.toEqual(planMishaps(run))
  })

  it('holds every kind of mishap, and every part dies alone and together with another', () => {
    const planned = planMishaps({ ...run, count: 60 })

    const kills = planned.flatMap((mishap) => (mishap.kind === 'kill' ? [mishap.deaths.map(({ part }) => part)] : []))
    const modes = planned.flatMap((mishap) => (mishap.kind === 'resend' ? [mishap.mode] : []))
    expect(new Set(planned.map(({ kind }) => kind))).toEqual(new Set(['kill', 'relay', 'resend', 'window']))
    expect(new Set(modes)).toEqual(new Set(['429', '500', 'hang', 'drop']))
    expect(new Set(kills.filter(({ length }) => length === 1).flat()).size).toBe(4)
    expect(kills.filter(([one, other]) => other !== undefined && one !== other).length).toBeGreaterThan(0)
  })

  it('begins with the window between Resend and the ledger, and stays in its span and in order', () => {
    const planned = planMishaps(run)

    const times = planned.map(({ at }) => at)
    expect(planned[0]?.kind).toBe('window')
    expect(planned).toHaveLength(run.count)
    expect(times.toSorted((a, b) => a - b)).toEqual(times)
    expect(times.every((at) => at >= 0 && at < run.span)).toBe(true)
  })
})

describe('the stories', () => {
  it('are drawn alike for the same seed, and among thirty is each at least once', () => {
    const draw = (seed: number) => drawStories(chance(seed, 'stories'), 30)

    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    expect(new Set(draw(1)).size).toBe(new Set(drawStories(chance(1, 'stories'), 300)).size)
  })
})
