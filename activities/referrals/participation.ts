import { claimLettersAbout } from '../../src/db/otherLetters.ts'
import { findPartner } from '../../src/db/partners.ts'
import { readAcceptance } from '../../src/db/referral/acceptance.ts'
import { partnersRatedSince } from '../../src/db/referral/offers.ts'
import { findProfile, pausesEnding } from '../../src/db/referral/profiles.ts'
import { currentReferralProgram } from '../../src/db/referral/programs.ts'
import { dayAt } from '../../src/domain/calendar.ts'
import { milliseconds } from '../../src/domain/duration.ts'
import { quarterOf } from '../../src/domain/referral/acceptance.ts'
import { renderReferralLetter } from '../../src/letters/referral/index.ts'
import type { ReferralLetterContext } from '../../src/letters/referral/letter.ts'
import type { Dependencies } from '../dependencies.ts'

type Notice = Pick<ReferralLetterContext, 'kind' | 'until' | 'rate'> & { readonly wave: string }

type Needed = Pick<Dependencies, 'db' | 'config'>

export function participationActivities({ db, config }: Needed) {
  return {
    /** Claims the reminders of pauses that end soon, and the warnings of acceptance rates that are too low while there is time. Each is
     *  claimed once, however often this is repeated.
     *  @returns what the letters are about  @source RF-05, RF-07 */
    async remindPartners(): Promise<readonly string[]> {
      const { pause, acceptance } = await currentReferralProgram(db)
      const now = new Date()
      const about: string[] = []
      const before = new Date(now.getTime() + milliseconds(pause.reminder, milliseconds(config.DAY)))
      for (const { partner_id: id, paused_until: until } of await pausesEnding(db, { before }))
        if (until) about.push(await claim({ db, config }, id, { kind: 'pause-ends', until, wave: until.toISOString() }))
      const earliest = new Date(quarterOf(now, 'UTC').from.getTime() - milliseconds('1 day'))
      for (const id of await partnersRatedSince(db, earliest)) {
        const { met, value, n, threshold, missing, window } = await readAcceptance(db, id, now)
        const isTime = window.to.getTime() - now.getTime() <= milliseconds(acceptance.warning)
        if (met !== false || value === null || !missing || !isTime) continue
        const rate = { value, n, threshold, missing: missing.count }
        const wave = dayAt(window.from, 'UTC')
        const until = new Date(window.to.getTime() - 1)
        about.push(await claim({ db, config }, id, { kind: 'acceptance-low', until, rate, wave }))
      }
      return about
    },
  }
}

async function claim({ db, config }: Needed, partnerId: string, { wave, ...notice }: Notice): Promise<string> {
  const program = await currentReferralProgram(db)
  const partner = await findPartner(db, partnerId)
  const profile = await findProfile(db, partnerId)
  const lists = [...(profile?.standard_list ?? []), ...(profile?.benefit_list ?? [])]
  const addresses = lists.length > 0 ? [...new Set(lists)] : [partner?.email ?? partner?.psm_email ?? []].flat()
  const letters = await Promise.all(
    addresses.map(async (address, i) => ({
      recipient: i === 0 ? 'partner' : `partner/${i}`,
      wave,
      payload: await renderReferralLetter({
        ...notice,
        program,
        site: config.PUBLIC_URL,
        language: partner?.language ?? program.language,
        recipient: { kind: 'partner', name: partner?.name ?? '', address },
      }),
    })),
  )
  const about = `referrals/${partnerId}`
  await db.transaction().execute((tx) => claimLettersAbout(tx, { about, kind: notice.kind }, letters))
  return about
}
