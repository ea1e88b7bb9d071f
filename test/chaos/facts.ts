import type { Chance } from './chance.ts'
import type { Fact } from './portal.ts'

/** All that is reported of an engagement until its gates are open, in the order it is reported: any, because the newest `at`
 *  counts. Some start below the mark, some payments are reversed and come again. */
export function gateFacts(chance: Chance): readonly Fact[] {
  const payments = chance.is(0.3) ? (['completed', 'reversed', 'completed'] as const) : (['completed'] as const)
  const milestones = chance.is(0.4) ? [5, chance.between(10, 100)] : [chance.between(10, 100)]
  return chance.shuffle([
    ...payments.map((status, i) => ({ type: 'payment', status, eventId: `payment-${i + 1}`, at: day(i) })),
    ...milestones.map((percent, i) => ({ type: 'milestone', percent, eventId: `milestone-${i + 1}`, at: day(i) })),
  ])
}

/** One gate of two. */
export function oneGate(chance: Chance): readonly Fact[] {
  return gateFacts(chance).filter(({ type }) => type === 'milestone')
}

export function terminated(): Fact {
  return { type: 'terminated', eventId: 'terminated', at: day(9) }
}

/** Portals report what happened before. */
function day(number: number): string {
  return new Date(Date.UTC(2026, 10, 10 + number)).toISOString()
}
