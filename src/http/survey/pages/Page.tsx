import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { message } from '../../../locales/index.ts'
import { direction, type Language } from '../../../locales/languages.ts'
import { script } from '../assets.ts'
import type { PageBrand } from '../brand.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'

export type Frame = {
  readonly language: Language
  readonly languages: readonly Language[]
  /** What the address says beside the language, and goes on saying in another. */
  readonly keep?: Readonly<Record<string, string>> | undefined
  readonly wordmark: string
  readonly brand?: PageBrand | undefined
  readonly support?: string | undefined
}

type PageProps = Frame & {
  /** What the browser's tab says; the page's own heading is among its children. */
  readonly title: string
  /** Whether there is something for our script to do. */
  readonly isScripted?: boolean
  readonly children: ReactNode
}

/** A whole HTML document without inline script; it names the styles that are put in where it is sent. */
export function writePage(props: PageProps): string {
  return `<!doctype html>${renderToStaticMarkup(<Page {...props} />)}`
}

function Page({ title, wordmark, brand, support, isScripted, children, ...frame }: PageProps): ReactNode {
  const { language, languages } = frame
  return (
    <html lang={language} dir={direction(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${title} · ${wordmark}`}</title>
        <style data-sheet="survey" />
        {brand && <style data-sheet={brand.colour} />}
        {isScripted && <script type="module" src={script.url} />}
      </head>
      <body>
        <a className="skip" href="#content">
          {message(language, 'page.skip')}
        </a>
        <header>
          <p className="wordmark">
            {brand?.logo && <Logo {...brand.logo} />}
            {wordmark}
          </p>
          {languages.length > 1 && <LanguageSwitch {...frame} />}
        </header>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        {support !== undefined && <Support language={language} address={support} />}
      </body>
    </html>
  )
}

/** Its name stands beside it. */
function Logo({ url, width, height }: NonNullable<PageBrand['logo']>): ReactNode {
  return <img src={url} width={width} height={height} alt="" />
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
