import type { ReactNode } from 'react'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'

type AnonymityProps = {
  readonly language: Language
  readonly names: Readonly<Record<string, string>>
  readonly isChosen: boolean
}

/** Lets the respondent stay unknown to the partner, and says what that means before anything is sent.
 *  @source CI-02 */
export function Anonymity({ language, names, isChosen }: AnonymityProps): ReactNode {
  return (
    <div className="anonymity">
      <label>
        <input
          type="checkbox"
          name="anonymous"
          value="yes"
          defaultChecked={isChosen}
          aria-describedby="anonymous-means"
        />
        <span>{message(language, 'form.anonymous')}</span>
      </label>
      <p className="hint" id="anonymous-means">
        {message(language, 'form.anonymous-means', names)}
      </p>
    </div>
  )
}
