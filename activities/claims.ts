import { randomUUID } from 'node:crypto'
import type { Db } from '../src/db/database.ts'
import { lockEngagement, showStage } from '../src/db/engagements.ts'
import { claimLetter, findLetters, skipLetter } from '../src/db/letters.ts'
import { findPartner } from '../src/db/partners.ts'
import { findProgram } from '../src/db/programs.ts'
import { renderLetter } from '../src/letters/index.ts'
import { type Addressee, findAddressees } from './addressees.ts'
import type { Dependencies } from './dependencies.ts'
import { missing } from './failures.ts'
import type { LettersToSend } from './letters.ts'

/** Resend takes so many letters in one call. */
const batchSize = 100

/** Writes letters into the ledger as they will leave, in one transaction with the state they bring about. What is in the
 *  ledger already stays as it is. */
export async function claimLetters(dependencies: Dependencies, letters: LettersToSend): Promise<{ stale: boolean }> {
  return dependencies.db.transaction().execute(async (tx) => {
    const { engagementId, seen, show } = letters
    const engagement = (await lockEngagement(tx, engagementId)) ?? missing('engagement', engagementId)
    const claimed = new Set((await findLetters(tx, letters)).map((letter) => letter.recipient))
    const recipients = Object.keys(letters.waves).filter((recipient) => !claimed.has(recipient))
    if (recipients.length === 0) return { stale: false }
    if (engagement.accepted > seen) return { stale: true }

    const program =
      (await findProgram(tx, engagement.program_id, engagement.program_version)) ??
      missing('program', engagement.program_id)
    const partner = (await findPartner(tx, engagement.partner_id)) ?? missing('partner', engagement.partner_id)
    const context = { ...dependencies, engagement, program, partner, kind: letters.kind, until: show?.waiting.until }
    const addressees = await findAddressees(tx, context, { to: letters.to, recipients })
    for (let at = 0; at < addressees.length; at += batchSize) {
      await claimBatch(tx, letters, addressees.slice(at, at + batchSize))
    }
    if (show) await showStage(tx, engagementId, { ...show, seen })
    return { stale: false }
  })
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
