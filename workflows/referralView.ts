import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import type { PlacedOffer, Placement } from '../src/domain/referral/referral.ts'
import { searchAttributes } from './messages.ts'
import type { ReferralLife } from './referralLife.ts'

/** Shows a partner success manager in the Temporal UI who was asked, until when, and what the others said. */
export function viewPlacement(life: ReferralLife, { state, open }: Placement): void {
  for (const one of open) life.offers.set(one.offer, one)
  const due = open.map(({ until }) => Date.parse(until))
  const [newest] = open.toReversed()
  view(life, state === 'unmatched' ? '### Nobody is left to ask\n\nowed by the **owner**' : `### ${titles[state]}`)
  upsertSearchAttributes([
    { key: searchAttributes.stage, value: state },
    { key: searchAttributes.dueAt, value: due.length > 0 ? new Date(Math.min(...due)) : null },
    { key: searchAttributes.escalated, value: state === 'unmatched' },
    ...(newest ? [{ key: searchAttributes.partner, value: newest.partnerId }] : []),
    ...(newest?.psm ? [{ key: searchAttributes.psm, value: newest.psm }] : []),
  ])
}

/** Shows how it ended. */
export function viewReferralClosed(life: ReferralLife, end: 'assigned' | 'withdrawn'): void {
  view(life, `### Closed: ${end}`)
  upsertSearchAttributes([
    { key: searchAttributes.stage, value: end },
    { key: searchAttributes.dueAt, value: null },
    { key: searchAttributes.escalated, value: false },
  ])
}

const titles = { offered: 'Waiting for partners', assigned: 'Somebody does it' }

/** How many offers the details name: the console has them all. */
const most = 20

function view(life: ReferralLife, title: string): void {
  const lines = [...life.offers.values()].slice(-most).map((one) => `- ${sentenceOf(life, one)}`)
  // The Temporal UI cuts the last line of the details off: the last line is a space
  setCurrentDetails(`${title}\n\n${lines.join('\n')}\n\n[Open the referral](${life.input.label.url})\n\n\u00a0`)
}

/** "offered to Contoso until 2026-12-01", "declined by Fabrikam: capacity". */
function sentenceOf({ facts, clocks }: ReferralLife, { offer, partner, until }: PlacedOffer): string {
  const settlement = facts.settlement(offer)
  if (settlement) {
    const [how = '', reason] = settlement.split(': ')
    return `${how === 'lapsed' ? 'endorsement lapsed of' : `${how} by`} **${partner}**${reason ? `: ${reason}` : ''}`
  }
  const clock = clocks.get(offer)
  if (clock && clock.dueAt === undefined) return `timed out with **${partner}**`
  return `offered to **${partner}** until ${until.slice(0, 16).replace('T', ' ')} UTC`
}
