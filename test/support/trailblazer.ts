import type { Tiers } from '../../src/domain/standingRule.ts'

/** A score of 1,000 points over four pillars.
 *  @source PC-08 */
export const trailblazer: Tiers = {
  attributes: [
    { key: 'csat', pillar: 'customer-success', points: 250, full: 10, from: 'standing' },
    { key: 'acv', pillar: 'growth', points: 250, full: 1_000_000, from: 'figure' },
    { key: 'certifications', pillar: 'innovation', points: 125, full: 50, from: 'figure' },
    { key: 'consultants', pillar: 'innovation', points: 125, full: 20, from: 'figure' },
    { key: 'solutions', pillar: 'lead', points: 125, full: 4, from: 'figure' },
    { key: 'navigator', pillar: 'lead', points: 125, full: 5, from: 'figure' },
  ],
  tiers: [
    { name: 'Base', from: 0 },
    { name: 'Ridge', from: 250 },
    { name: 'Crest', from: 500 },
    { name: 'Summit', from: 750 },
  ],
}
