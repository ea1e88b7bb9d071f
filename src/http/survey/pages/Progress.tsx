import type { ReactNode } from 'react'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'

type ProgressProps = { readonly language: Language; readonly total: number }

/** How much is answered, as a bar that stays in sight. The script shows and moves it. */
export function ProgressBar({ total }: Pick<ProgressProps, 'total'>): ReactNode {
  return <progress max={total} value={0} aria-labelledby="answered" hidden />
}

/** The same in words. They bring the sentence for each number, so that the script knows no grammar. */
export function ProgressWords({ language, total }: ProgressProps): ReactNode {
  const sentences = Array.from({ length: total + 1 }, (_, answered) =>
    message(language, 'form.progress', { answered, total }),
  )
  return <p className="quiet" id="answered" data-sentences={JSON.stringify(sentences)} hidden />
}
