import { rated } from './fasttrack.ts'
import type { Story } from './story.ts'

/** What a partner does with an offer. */
export type Habit = 'accepts' | 'declines' | 'keeps silent'

/** A partner that takes part in referrals. */
export type Referred = {
  readonly id: string
  readonly name: string
  readonly workloads: readonly string[]
  readonly habit: Habit
}

/** A customer who needs more than any partner does alone: the work is split, one partner declines its share, the next keeps silent,
 *  the third accepts; each share is then surveyed. */
export const referral = {
  customer: 'Relecloud',
  workloads: ['Exchange', 'Teams'],
  partners: [
    { id: 'adatum', name: 'Adatum', workloads: ['Exchange'], habit: 'declines' },
    { id: 'lamna', name: 'Lamna', workloads: ['Exchange'], habit: 'keeps silent' },
    { id: 'munson', name: 'Munson', workloads: ['Exchange'], habit: 'accepts' },
    { id: 'trey', name: 'Trey Research', workloads: ['Teams'], habit: 'accepts' },
  ] satisfies readonly Referred[],
} as const

/** What becomes of a share: customers rate it as any other work. */
export function shareStory(workload: string): Story {
  const email = `${workload.toLowerCase()}@relecloud.example`
  return {
    program: 'fasttrack',
    subject: { kind: 'workload', name: workload },
    customer: referral.customer,
    expected: 'scored',
    play: (stage) => rated(stage, email, { overall: 4, recommend: 9 }),
  }
}
