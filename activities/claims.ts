import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { record } from '../src/db/audit.ts'
import type { Db } from '../src/db/database.ts'
import { type EngagementRow, lockEngagement, showStage } from '../src/db/engagements.ts'
import { invitationsOf } from '../src/db/invitations.ts'
import { claimLetter, findLetters, skipLetter } from '../src/db/letters.ts'
import { findPartner, type PartnerRow } from '../src/db/partners.ts'
import { findProgram } from '../src/db/programs.ts'
import type { Program } from '../src/domain/program.ts'
import { renderLetter } from '../src/letters/index.ts'
import { type Addressee, findAddressees } from './addressees.ts'
import type { Dependencies } from './dependencies.ts'
import { missing } from './failures.ts'
import type { LettersToSend, Sent } from './letters.ts'

/** Resend takes so many letters in one call. */
const batchSize = 100

/** Writes letters into the ledger as they will leave, in one transaction with the state they bring about. What is in the
 *  ledger already stays as it is; of a closed engagement, whose workflow was reset, nothing is added. */
export async function claimLetters(dependencies: Dependencies, letters: LettersToSend): Promise<Sent> {
  return dependencies.db.transaction().execute(async (tx) => {
    const { engagementId, seen } = letters
    const engagement = (await lockEngagement(tx, engagementId)) ?? missing('engagement', engagementId)
    if (engagement.stage === 'closed') return { stale: false }
    const claimed = new Set((await findLetters(tx, letters)).map((letter) => letter.recipient))
    const recipients = Object.keys(letters.waves).filter((recipient) => !claimed.has(recipient))
    const knowsAll = engagement.accepted <= seen
    if (!knowsAll && recipients.length > 0) return { stale: true }

    const program =
      (await findProgram(tx, engagement.program_id, engagement.program_version)) ??
      missing('program', engagement.program_id)
    const partner = (await findPartner(tx, engagement.partner_id)) ?? missing('partner', engagement.partner_id)
    const until = letters.show?.waiting.until
    const context = { ...dependencies, engagement, program, partner, kind: letters.kind, until }
    const addressees = await findAddressees(tx, context, { to: letters.to, recipients })
    for (let at = 0; at < addressees.length; at += batchSize) {
      await claimBatch(tx, letters, addressees.slice(at, at + batchSize))
    }
    const deferred = deferralsIn(addressees)
    if (deferred) await record(tx, { engagementId, actor: 'workflow', what: 'deferred', about: { until: deferred } })
    const show = letters.show && (await shown(tx, letters.show, { engagement, program, partner, deferred }))
    if (show && knowsAll) {
      await showStage(tx, engagementId, { ...show, seen })
      await record(tx, {
        engagementId,
        actor: 'workflow',
        what: `stage.${show.stage}`,
        about: { waiting: show.waiting },
      })
    }
    const isOther = show && !isDeepStrictEqual(show.waiting, letters.show?.waiting)
    return { stale: false, ...(isOther && { waiting: show.waiting }), ...(deferred && { deferred }) }
  })
}

function deferralsIn(addressees: readonly Addressee[]): Readonly<Record<string, string>> | undefined {
  const deferred = addressees.flatMap((one) =>
    'deferredUntil' in one ? [[one.recipient, one.deferredUntil.toISOString()]] : [],
  )
  return deferred.length === 0 ? undefined : Object.fromEntries(deferred)
}

type Showing = {
  readonly engagement: EngagementRow
  readonly program: Program
  readonly partner: PartnerRow
  readonly deferred: object | undefined
}

type Shown = NonNullable<LettersToSend['show']>

/** What the engagement waits for with these letters. While all who could be asked must be left in peace, it is their first allowed
 *  day; what a partner without a PSM leaves to one, the program's owner owes: the letter goes there, too. Where respondents may be anonymous it does not depend on who
 *  answered. */
async function shown(
  tx: Db,
  { stage, waiting }: Shown,
  { engagement, program, partner, deferred }: Showing,
): Promise<Shown> {
  const invitations = await invitationsOf(tx, engagement.id)
  const isOut = invitations.some(
    ({ requested_at, settled_at }) => requested_at && (program.survey.anonymity || !settled_at),
  )
  if (deferred && !isOut) {
    const days = invitations.flatMap(({ deferred_until, settled_at }) => (settled_at ? [] : (deferred_until ?? [])))
    const first = new Date(Math.min(...days.map((day) => day.getTime())))
    return { stage, waiting: { what: 'allowed-day', owedBy: 'nobody', until: first.toISOString() } }
  }
  const owedBy = waiting.owedBy === 'psm' && !partner.psm_email ? 'owner' : waiting.owedBy
  return { stage, waiting: { ...waiting, owedBy } }
}

async function claimBatch(
  tx: Db,
  { engagementId, kind, waves }: LettersToSend,
  addressees: readonly Addressee[],
): Promise<void> {
  const batch = randomUUID()
  for (const addressee of addressees) {
    const { recipient } = addressee
    const key = { engagementId, kind, recipient, wave: waves[recipient] ?? '' }
    if ('deferredUntil' in addressee) continue
    if ('skip' in addressee) await skipLetter(tx, key, addressee.skip)
    else await claimLetter(tx, key, { batch, payload: await renderLetter(addressee.context) })
  }
}
