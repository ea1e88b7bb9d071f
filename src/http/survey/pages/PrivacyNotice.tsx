import type { ReactNode } from 'react'
import type { Program } from '../../../domain/program.ts'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'
import { nameIn } from '../../../locales/names.ts'

type PrivacyNoticeProps = {
  readonly language: Language
  readonly program: Pick<Program, 'sender' | 'support'>
  readonly names: Readonly<Record<string, string>>
  /** Who told us the address: the partner, or the reader themselves. */
  readonly origin: 'partner' | 'visitor'
  /** How many days what names the reader outlives the survey. */
  readonly days: number
}

/** What becomes of the reader's data: in a sentence, and in full behind it.
 *  @source CI-06, MX-04 */
export function PrivacyNotice({ language, program, names, origin, days }: PrivacyNoticeProps): ReactNode {
  const sender = nameIn(language, program.sender.name)
  const says = (key: Said, args: Readonly<Record<string, string | number>> = {}) =>
    message(language, `privacy.${key}`, { ...names, sender, ...args })
  const [before = '', after = ''] = says('rights', { support: address }).split(address)
  return (
    <>
      <p className="quiet">{message(language, 'form.privacy', names)}</p>
      <details className="privacy">
        <summary>{says('title')}</summary>
        <p>{says('who')}</p>
        <p>{says('what')}</p>
        <p>{says('source', { origin })}</p>
        <p>{says('why')}</p>
        <p>{says('keep', { days })}</p>
        <p>
          {before}
          <a href={`mailto:${program.support}`}>{program.support}</a>
          {after}
        </p>
      </details>
    </>
  )
}

type Said = 'title' | 'who' | 'what' | 'source' | 'why' | 'keep' | 'rights'

/** Stands where the address goes, which is a link. */
const address = '\uE000'
