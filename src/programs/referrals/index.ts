import type { ReferralProgram } from '../../domain/referral/program.ts'
import { fasttrackReferrals } from './program.ts'

/** The referral programs that come with Plaudit, published when it is prepared. */
export const referralPrograms: readonly ReferralProgram[] = [fasttrackReferrals]
