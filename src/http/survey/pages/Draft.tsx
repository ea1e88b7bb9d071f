import type { ReactNode } from 'react'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'

/** What the script reveals stands in a region that is there before, so that it is read out. */
type Words = { readonly language: Language }

/** Above the questions, once the script has filled in what was answered on this device before. */
export function DraftRestored({ language }: Words): ReactNode {
  return (
    <output>
      <span className="note" data-restored="" hidden>
        <span>{message(language, 'draft.restored')}</span>
        <Discard language={language} />
      </span>
    </output>
  )
}

/** Below the questions, for as long as the script keeps answers on this device. */
export function DraftKept({ language }: Words): ReactNode {
  return (
    <output>
      <span className="kept" data-kept="" hidden>
        <span>{message(language, 'draft.kept')}</span>
        <Discard language={language} />
      </span>
    </output>
  )
}

/** Why the answers did not leave this device: the script says it here. */
export function Unsent({ language }: Words): ReactNode {
  return (
    <div
      className="unsent"
      role="alert"
      data-offline={message(language, 'draft.offline')}
      data-unsent={message(language, 'draft.unsent')}
    />
  )
}

function Discard({ language }: Words): ReactNode {
  return (
    <button type="button" className="plain" data-discard="">
      {message(language, 'draft.discard')}
    </button>
  )
}
