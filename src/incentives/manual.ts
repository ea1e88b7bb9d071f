import type { IncentiveProvider } from './provider.ts'

/** The operator sends each card, and says so. */
export const manual: IncentiveProvider = {
  name: 'manual',
  async issue() {
    return 'by-hand'
  },
}
