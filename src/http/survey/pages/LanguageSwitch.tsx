import type { ReactNode } from 'react'
import { message } from '../../../locales/index.ts'
import { byOwnName, ownName } from '../../../locales/languageNames.ts'
import type { Language } from '../../../locales/languages.ts'

type LanguageSwitchProps = {
  readonly language: Language
  readonly languages: readonly Language[]
  /** What else the address says, and goes on saying in another language. */
  readonly keep?: Readonly<Record<string, string>> | undefined
}

/** Every language of the page in its own words, behind the one that is shown. Opens and leads on without a script. */
export function LanguageSwitch({ language, languages, keep }: LanguageSwitchProps): ReactNode {
  return (
    <nav aria-label={message(language, 'page.languages')}>
      <details className="languages">
        <summary>
          <Globe />
          <span className="unseen">{message(language, 'page.languages')} </span>
          <bdi>{ownName(language, languages)}</bdi>
        </summary>
        <ul>
          {byOwnName(languages).map((other) => (
            <li key={other} lang={other}>
              <a
                href={`?${new URLSearchParams({ ...keep, lang: other }).toString()}`}
                hrefLang={other}
                aria-current={other === language ? 'true' : undefined}
              >
                <bdi>{ownName(other, languages)}</bdi>
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  )
}

function Globe(): ReactNode {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="1.5">
        <circle cx="10" cy="10" r="8" />
        <ellipse cx="10" cy="10" rx="3.5" ry="8" />
        <path d="M2 10h16" />
      </g>
    </svg>
  )
}
