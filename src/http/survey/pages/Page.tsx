import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { message } from '../../../locales/index.ts'
import { ownName } from '../../../locales/languageNames.ts'
import { direction, type Language } from '../../../locales/languages.ts'

type PageProps = {
  readonly language: Language
  readonly languages: readonly Language[]
  /** What the browser's tab says; the page's own heading is among its children. */
  readonly title: string
  readonly wordmark: string
  readonly support?: string | undefined
  readonly children: ReactNode
}

/** A whole HTML document. It holds no script and no inline style, so that the strictest policy can serve it. */
export function writePage(props: PageProps): string {
  return `<!doctype html>${renderToStaticMarkup(<Page {...props} />)}`
}

function Page({ language, languages, title, wordmark, support, children }: PageProps): ReactNode {
  return (
    <html lang={language} dir={direction(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${title} · ${wordmark}`}</title>
        <link rel="stylesheet" href="/assets/survey.css" />
      </head>
      <body>
        <header>
          <p className="wordmark">{wordmark}</p>
          {languages.length > 1 && <LanguageSwitch language={language} languages={languages} />}
        </header>
        <main>{children}</main>
        {support !== undefined && <Support language={language} address={support} />}
      </body>
    </html>
  )
}

function LanguageSwitch({ language, languages }: Pick<PageProps, 'language' | 'languages'>): ReactNode {
  return (
    <nav aria-label={message(language, 'page.languages')}>
      <ul>
        {languages.map((other) => (
          <li key={other} lang={other} dir={direction(other)}>
            {other === language ? (
              <span aria-current="true">{ownName(other, languages)}</span>
            ) : (
              <a href={`?lang=${other}`} hrefLang={other}>
                {ownName(other, languages)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Support({ language, address }: { readonly language: Language; readonly address: string }): ReactNode {
  return (
    <footer>
      <p>
        {message(language, 'page.support')} <a href={`mailto:${address}`}>{address}</a>
      </p>
    </footer>
  )
}
