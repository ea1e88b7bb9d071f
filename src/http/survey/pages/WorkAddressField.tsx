import type { ReactNode } from 'react'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'

export type WorkAddressProps = { readonly value: string; readonly error?: string | undefined }

/** Where the respondent works, by their address there. Its field is named `email`.
 *  @source CI-05 */
export function WorkAddressField({
  language,
  value,
  error,
}: WorkAddressProps & { readonly language: Language }): ReactNode {
  return (
    <div className="question">
      <label className="words" htmlFor="q-email">
        {message(language, 'visit.email')}
        <span className="mark"> {message(language, 'question.required')}</span>
      </label>
      {error !== undefined && (
        <p className="problem" id="e-email">
          {error}
        </p>
      )}
      <input
        id="q-email"
        type="email"
        name="email"
        autoComplete="email"
        dir="ltr"
        maxLength={254}
        defaultValue={value}
        aria-required
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? 'h-email' : 'e-email h-email'}
      />
      <p className="hint" id="h-email">
        {message(language, 'visit.hint')}
      </p>
    </div>
  )
}
