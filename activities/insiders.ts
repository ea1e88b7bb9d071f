import type { Db } from '../src/db/database.ts'
import { optedOut } from '../src/db/optOuts.ts'
import type { PartnerRow } from '../src/db/partners.ts'
import type { Program } from '../src/domain/program.ts'
import type { RecipientKind } from '../src/domain/vocabulary.ts'
import type { Dependencies } from './dependencies.ts'

/** Somebody who runs a program, or takes part in it as a partner. */
export type Insider = {
  readonly kind: Exclude<RecipientKind, 'contact'>
  readonly name: string
  readonly address: string
}

/** Partner, PSM or owner. Who has no address, or wants no more email, is stood in for by the next of them.
 *  @returns undefined where nobody is left who wants any */
export async function findInsider(
  tx: Db,
  {
    config,
    program,
    partner,
  }: Pick<Dependencies, 'config'> & { readonly program: Program; readonly partner: PartnerRow },
  to: Insider['kind'],
): Promise<Insider | undefined> {
  const all = [
    { kind: 'partner', name: partner.name, address: partner.email },
    { kind: 'psm', name: partner.psm_name ?? '', address: partner.psm_email },
    { kind: 'owner', name: program.sender.name, address: config.OWNER_EMAIL },
  ] as const
  const inLine = all.slice(all.findIndex(({ kind }) => kind === to))
  const reachable = inLine.flatMap(({ address, ...one }) => (address === null ? [] : [{ ...one, address }]))
  const unwanted = await optedOut(
    tx,
    reachable.map(({ address }) => address),
  )
  return reachable.find(({ address }) => !unwanted.has(address))
}
