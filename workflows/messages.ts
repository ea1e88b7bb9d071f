import { defineSearchAttributeKey } from '@temporalio/common'
import { defineSignal } from '@temporalio/workflow'
import type { NumberedFact } from '../src/domain/fact.ts'
import type { Plan } from '../src/domain/plan.ts'
import type { NumberedReferralFact } from '../src/domain/referral/fact.ts'
import type { ReferralPlan } from '../src/domain/referral/plan.ts'

/** The one message an engagement takes: what happened, as ids. Several facts may come together, in any order, more than once. */
export const tellFacts = defineSignal<[readonly NumberedFact[]]>('facts')

/** The one message a referral takes. */
export const tellReferral = defineSignal<[readonly NumberedReferralFact[]]>('facts')

/** The one message that the workflow of a standing takes: something moved it. */
export const findStanding = defineSignal('find')

/** Whose standing, under which program. */
export type StandingInput = { readonly programId: string; readonly partnerId: string }

/** What an engagement's workflow starts with: organisations by name, people not at all. */
export type EngagementInput = {
  readonly engagementId: string
  readonly plan: Plan
  readonly label: EngagementLabel
}

/** How the Temporal UI names an engagement. `url` leads to its page in the console. */
export type EngagementLabel = {
  readonly program: string
  readonly subject: string
  readonly partner: string
  readonly customer: string
  readonly url: string
}

/** What a referral's workflow starts with. Its customer is an organisation; who asked there is not said. */
export type ReferralInput = {
  readonly referralId: string
  readonly plan: ReferralPlan
  readonly label: {
    readonly program: string
    readonly customer: string
    readonly workloads: string
    readonly url: string
  }
}

/** What lists of engagements and referrals in the Temporal UI can be filtered by. All are ids, names of stages, instants and figures. */
export const searchAttributes = {
  program: defineSearchAttributeKey('Program', 'KEYWORD'),
  partner: defineSearchAttributeKey('Partner', 'KEYWORD'),
  psm: defineSearchAttributeKey('Psm', 'KEYWORD'),
  stage: defineSearchAttributeKey('Stage', 'KEYWORD'),
  dueAt: defineSearchAttributeKey('DueAt', 'DATETIME'),
  escalated: defineSearchAttributeKey('Escalated', 'BOOL'),
  score: defineSearchAttributeKey('Score', 'DOUBLE'),
}

/** Which gift is to be issued, and for how long that is tried, in milliseconds. */
export type GiftInput = { readonly orderId: string; readonly patience: number }
