import type { Assessment } from '../src/db/assess.ts'
import type { Db } from '../src/db/database.ts'
import { claimLettersAbout } from '../src/db/otherLetters.ts'
import type { PartnerRow } from '../src/db/partners.ts'
import { membershipId } from '../src/db/standings.ts'
import { tellsOfFew } from '../src/domain/standingChange.ts'
import type { MembershipLetterKind } from '../src/domain/vocabulary.ts'
import type { Attachment } from '../src/letters/letter.ts'
import { renderMembershipLetter } from '../src/letters/membership/index.ts'
import type { Contents, ToldStanding } from '../src/letters/membership/letter.ts'
import type { Dependencies } from './dependencies.ts'
import { findInsider, type Insider } from './insiders.ts'

type Membership = Pick<Dependencies, 'config'> & { readonly found: Assessment; readonly partner: PartnerRow }

/** A letter about a membership. `wave` tells it from others of its kind. */
export type Telling<K extends MembershipLetterKind> = {
  readonly kind: K
  readonly wave: string
  readonly content: Contents[K]
  /** The partner, or who stands in, if not given. */
  readonly recipient?: Insider
  /** Where it is stopped, if somebody ordered it. */
  readonly stop?: string
  readonly attachments?: readonly Attachment[]
}

/** Claims a letter about a membership to the partner, in its language, or to who stands in.
 *  @returns what it is about, in whose name it is sent; undefined where nobody wants it */
export async function tellMembership<K extends MembershipLetterKind>(
  tx: Db,
  { config, found, partner }: Membership,
  { kind, wave, content, recipient: given, stop, attachments }: Telling<K>,
): Promise<string | undefined> {
  const { program } = found
  const recipient = given ?? (await findInsider(tx, { config, program, partner }, 'partner'))
  if (!recipient) return undefined
  const about = membershipId({ programId: program.id, partnerId: partner.id })
  const letter = await renderMembershipLetter({
    kind,
    language: recipient.kind === 'partner' ? (partner.language ?? program.language) : program.language,
    program,
    site: config.PUBLIC_URL,
    recipient,
    partner,
    standing: toldOf(found, recipient),
    content,
    links: {
      console: `${config.PUBLIC_URL}/console/partners/${partner.id}/standings/${program.id}`,
      ...(stop !== undefined && { stop }),
    },
  })
  const payload = attachments ? { ...letter, attachments } : letter
  await claimLettersAbout(tx, { about, kind }, [{ recipient: recipient.kind, wave, payload }])
  return about
}

/** What of a standing a letter may say: to the owner of a confidential program no score, since two of them tell the answer between. */
function toldOf({ program, standing, tier }: Assessment, { kind }: Insider): ToldStanding {
  const { met, threshold, n, measure, of } = standing
  const isWithheld = tellsOfFew(program, kind === 'owner' ? 0 : n)
  const { value, missing } = isWithheld ? { value: null, missing: null } : standing
  return { met, value, threshold, n, measure, of, missing, tier: tier?.name ?? null }
}
