import type { Program } from '../domain/program.ts'
import { csatIndex } from './csat-index/program.ts'
import { fasttrack } from './fasttrack/program.ts'
import { partnerCsat } from './partner-csat/program.ts'

/** The programs that come with Plaudit, published when it is prepared. */
export const programs: readonly Program[] = [fasttrack, csatIndex, partnerCsat]
