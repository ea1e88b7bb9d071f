import type { Fault } from '../../src/local/mailbox/faults.ts'
import { type Chance, chance } from './chance.ts'

/** The parts that are killed. The relay runs in the server; alone it is hit by ending its database sessions. */
export const mortals = ['worker', 'server', 'temporal', 'postgres'] as const
export type Mortal = (typeof mortals)[number]

/** A part that is killed, and how long it stays away, in milliseconds. */
export type Death = { readonly part: Mortal; readonly away: number }

/** What goes wrong, and when: milliseconds after the first engagement. `window` kills the worker after Resend took a letter and
 *  before the ledger knows. */
export type Mishap = { readonly at: number } & (
  | { readonly kind: 'kill'; readonly deaths: readonly Death[] }
  | { readonly kind: 'relay' }
  | { readonly kind: 'resend'; readonly mode: Fault['mode']; readonly times: number }
  | { readonly kind: 'window'; readonly away: number }
)

/** Plans mishaps over a span of milliseconds. Every kind comes before one comes again; the window comes first. */
export function planMishaps({ seed, count, span }: { seed: number; count: number; span: number }): readonly Mishap[] {
  const draw = chance(seed, 'mishaps')
  const [first, ...others] = kinds
  const drawn: Kind[] = [first, ...draw.shuffle(others)]
  while (drawn.length < count) drawn.push(...draw.shuffle(kinds))
  const step = span / count
  return drawn.slice(0, count).map((kind, i) => {
    return { at: Math.round((i + draw.between(0, 80) / 100) * step), ...mishapOf(kind, draw) }
  })
}

const kinds = ['window', 'relay', 'pair', '429', '500', 'hang', 'drop', ...mortals] as const
type Kind = (typeof kinds)[number]

function mishapOf(kind: Kind, { between, shuffle }: Chance) {
  const death = (part: Mortal): Death => ({ part, away: between(200, 4_000) })
  switch (kind) {
    case 'window':
      return { kind, away: death('worker').away } as const
    case 'relay':
      return { kind } as const
    case 'pair':
      return { kind: 'kill', deaths: shuffle(mortals).slice(0, 2).map(death) } as const
    case '429':
    case '500':
    case 'hang':
    case 'drop':
      return { kind: 'resend', mode: kind, times: between(1, 4) } as const
    case 'worker':
    case 'server':
    case 'temporal':
    case 'postgres':
      return { kind: 'kill', deaths: [death(kind)] } as const
  }
}
