import { claimLettersAbout, type Written } from '../../src/db/otherLetters.ts'
import { findPartner } from '../../src/db/partners.ts'
import type { NamedOffer } from '../../src/db/referral/offers.ts'
import { findProfile } from '../../src/db/referral/profiles.ts'
import { findReferralContact } from '../../src/db/referral/referrals.ts'
import { offerToken } from '../../src/domain/referral/offerToken.ts'
import type { ReferralLetterKind, WithdrawalReason } from '../../src/domain/referral/vocabulary.ts'
import { renderReferralLetter } from '../../src/letters/referral/index.ts'
import type { ReferralLetterContext } from '../../src/letters/referral/letter.ts'
import { missing } from '../failures.ts'
import type { Handled } from '../referrals.ts'

/** Letters of one kind about a referral. `wave` tells them from earlier ones of the kind to the same recipients. */
export type LettersContext = {
  readonly kind: ReferralLetterKind
  readonly to: readonly ('customer' | 'owner' | NamedOffer)[]
  readonly wave: string
  readonly shares?: readonly NamedOffer[]
  readonly reason?: WithdrawalReason
}

/** Claims letters to those who take part: to everybody on a partner's distribution list for this kind of referral, in the language
 *  of each reader. Where nobody is named our owner reads them.
 *  @source RF-03, RF-08 */
export async function claimReferralLetters(handled: Handled, context: LettersContext): Promise<void> {
  const letters: Written[] = []
  const addresses = new Set<string>()
  for (const to of context.to) {
    for (const [i, reader] of (await readersOf(handled, to)).entries()) {
      const payload = await renderReferralLetter({ ...(await contextFor(handled, context, to)), ...reader })
      const name = typeof to === 'string' ? to : to.id
      if (addresses.has(payload.to)) continue
      addresses.add(payload.to)
      letters.push({ recipient: i === 0 ? name : `${name}/${i}`, wave: context.wave, payload })
    }
  }
  await claimLettersAbout(handled.tx, { about: handled.referral.id, kind: context.kind }, letters)
}

type Reader = Pick<ReferralLetterContext, 'recipient' | 'language'>

async function readersOf(handled: Handled, to: LettersContext['to'][number]): Promise<readonly Reader[]> {
  const { tx, referral, program, config } = handled
  const owner: Reader = {
    language: program.language,
    recipient: { kind: 'owner', name: program.sender.name, address: config.OWNER_EMAIL },
  }
  if (to === 'owner') return [owner]
  if (to === 'customer') {
    const contact = await findReferralContact(tx, referral.id)
    if (!contact) return [owner]
    const recipient = { kind: 'customer', name: contact.name, address: contact.email } as const
    return [{ language: referral.customer_language, recipient }]
  }
  if (to.partner_id === null) return [owner]
  const partner = (await findPartner(tx, to.partner_id)) ?? missing('partner', to.partner_id)
  const profile = await findProfile(tx, partner.id)
  const list = (referral.kind === 'benefit' ? profile?.benefit_list : profile?.standard_list) ?? []
  const addresses = list.length > 0 ? list : [partner.email ?? partner.psm_email ?? config.OWNER_EMAIL]
  return [...new Set(addresses)].map((address) => ({
    language: partner.language ?? program.language,
    recipient: { kind: 'partner', name: partner.name, address },
  }))
}

async function contextFor(
  { tx, referral, program, config }: Handled,
  { kind, shares, reason }: LettersContext,
  to: LettersContext['to'][number],
): Promise<Omit<ReferralLetterContext, keyof Reader>> {
  const isOffer = kind === 'referral-offer' || kind === 'referral-nudge'
  const contact = shares && (await findReferralContact(tx, referral.id))
  const concerns = typeof to === 'string' || shares ? referral.workloads : to.workloads
  const decide =
    typeof to !== 'string' && isOffer ? `${config.PUBLIC_URL}/o/${offerToken(config.SURVEY_SECRET, to.id)}` : undefined
  const link = to === 'owner' ? `${config.PUBLIC_URL}/console/referrals/${referral.id}` : decide
  return {
    kind,
    program,
    site: config.PUBLIC_URL,
    referral: {
      id: referral.id,
      kind: referral.kind,
      customer: referral.customer_name,
      country: referral.customer_country,
      licences: referral.customer_licences,
      workloads: concerns,
    },
    ...(shares && { shares: shares.map(({ partner, workloads }) => ({ partner, workloads })) }),
    ...(contact && { contact: { name: contact.name, address: contact.email } }),
    ...(reason && { reason }),
    ...(typeof to !== 'string' && to.until && { until: to.until }),
    ...(link && { link }),
  }
}
