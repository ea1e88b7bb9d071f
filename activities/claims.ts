import { randomUUID } from 'node:crypto'
import { record } from '../src/db/audit.ts'
import type { Db } from '../src/db/database.ts'
import { lockEngagement, showStage } from '../src/db/engagements.ts'
import { claimLetter, findLetters, skipLetter } from '../src/db/letters.ts'
import { findPartner, type PartnerRow } from '../src/db/partners.ts'
import { findProgram } from '../src/db/programs.ts'
import type { Waiting } from '../src/domain/engagement.ts'
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
    const show = letters.show && { ...letters.show, waiting: owed(letters.show.waiting, partner) }
    const context = { ...dependencies, engagement, program, partner, kind: letters.kind, until: show?.waiting.until }
    const addressees = await findAddressees(tx, context, { to: letters.to, recipients })
    for (let at = 0; at < addressees.length; at += batchSize) {
      await claimBatch(tx, letters, addressees.slice(at, at + batchSize))
    }
    if (show && knowsAll) {
      await showStage(tx, engagementId, { ...show, seen })
      await record(tx, {
        engagementId,
        actor: 'workflow',
        what: `stage.${show.stage}`,
        about: { waiting: show.waiting },
      })
    }
    return { stale: false, ...(show && { owedBy: show.waiting.owedBy }) }
  })
}

/** What a partner without a PSM leaves to one, the program's owner owes: the letter goes there, too. */
function owed(waiting: Waiting, partner: PartnerRow): Waiting {
  return waiting.owedBy === 'psm' && !partner.psm_email ? { ...waiting, owedBy: 'owner' } : waiting
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
    if ('skip' in addressee) await skipLetter(tx, key, addressee.skip)
    else await claimLetter(tx, key, { batch, payload: await renderLetter(addressee.context) })
  }
}
