import type { ReactNode } from 'react'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'

type Wrong = { readonly key: string; readonly text: string; readonly problem: string }

/** What needs another look, each with a link to its question. */
export function ErrorSummary({
  language,
  wrong,
}: {
  readonly language: Language
  readonly wrong: readonly Wrong[]
}): ReactNode {
  return (
    <div className="summary" role="alert" tabIndex={-1}>
      <h2>{message(language, 'form.problems', { count: wrong.length })}</h2>
      <ul>
        {wrong.map(({ key, text, problem }) => (
          <li key={key}>
            <a href={`#q-${key}`}>{text}</a> {problem}
          </li>
        ))}
      </ul>
    </div>
  )
}
