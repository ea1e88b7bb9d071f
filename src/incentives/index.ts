import type { Config } from '../config.ts'
import { manual } from './manual.ts'
import type { IncentiveProvider } from './provider.ts'
import { createTremendous } from './tremendous.ts'

/** Whoever issues gift cards here.
 *  @throws {Error} when something is missing that the provider needs: at start, not at the first gift */
export function createIncentives({
  INCENTIVES,
  TREMENDOUS_API_KEY: apiKey,
  TREMENDOUS_BASE_URL: baseUrl,
  TREMENDOUS_CAMPAIGN: campaign,
  TREMENDOUS_FUNDING: funding,
}: Pick<
  Config,
  'INCENTIVES' | 'TREMENDOUS_API_KEY' | 'TREMENDOUS_BASE_URL' | 'TREMENDOUS_CAMPAIGN' | 'TREMENDOUS_FUNDING'
>): IncentiveProvider {
  if (INCENTIVES === 'manual') return manual
  if (!apiKey || !campaign)
    throw new Error('INCENTIVES=tremendous needs TREMENDOUS_API_KEY and TREMENDOUS_CAMPAIGN: set them')
  return createTremendous({ apiKey, baseUrl, campaign, funding })
}
