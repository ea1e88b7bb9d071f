import type { ReactNode } from 'react'
import type { ShownLogo } from '../domain/brand.ts'
import { message } from '../locales/index.ts'
import { direction, type Language } from '../locales/languages.ts'
import { Letterhead } from './Letterhead.tsx'
import { AccentColours, LetterLanguage, layout, Muted } from './parts.tsx'
import { type Accents, colours, darkMode, font, sides } from './style.ts'

type LayoutProps = {
  readonly language: Language
  readonly subject: string
  /** What a mailbox shows beside the subject. */
  readonly preheader: string
  readonly wordmark: string
  /** Beside the name, at its whole address. */
  readonly logo: ShownLogo | undefined
  readonly accents: Accents
  readonly footer: ReactNode
  readonly children: ReactNode
}

/** The sheet every letter is written on: name of the sender, one card, small print. */
export function Layout({ language, subject, preheader, footer, children, ...sender }: LayoutProps): ReactNode {
  const { wordmark, accents } = sender
  return (
    <html lang={language} dir={direction(language)}>
      <Head subject={subject} accents={accents} />
      <body className="page" style={{ margin: 0, padding: 0, backgroundColor: colours.page }}>
        <div data-skip-in-text="true" style={hidden}>
          {preheader}
          {filling}
        </div>
        <Reading language={language} accents={accents}>
          <Sheet language={language}>
            <Row style={{ padding: '0 8px 16px' }}>
              <Letterhead {...sender} />
            </Row>
            <tr>
              <td className="card" {...{ bgcolor: colours.card }} style={card}>
                {children}
                <p className="ink" style={{ ...font, margin: '28px 0 0', color: colours.ink }}>
                  {message(language, 'letter.regards')}
                  <br />
                  {wordmark}
                </p>
              </td>
            </tr>
            <Row style={{ padding: '20px 8px 0' }}>
              <Muted>{footer}</Muted>
            </Row>
          </Sheet>
        </Reading>
      </body>
    </html>
  )
}

function Head({ subject, accents }: Pick<LayoutProps, 'subject' | 'accents'>): ReactNode {
  return (
    <head>
      <meta httpEquiv="Content-Type" content="text/html; charset=UTF-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <title>{subject}</title>
      <style>{darkMode(accents.dark)}</style>
    </head>
  )
}

/** What the parts of a letter are written in. Mail programs on the web take `html` away, so that it says its language once more. */
function Reading({ language, accents, children }: Pick<LayoutProps, 'language' | 'accents' | 'children'>): ReactNode {
  return (
    <LetterLanguage value={language}>
      <AccentColours value={accents.light}>
        <div lang={language} dir={direction(language)}>
          {children}
        </div>
      </AccentColours>
    </LetterLanguage>
  )
}

/** The width is an attribute for Outlook for Windows, which knows no greatest width. Tables take their direction from themselves. */
function Sheet({ language, children }: { readonly language: Language; readonly children: ReactNode }): ReactNode {
  const dir = direction(language)
  const page = { className: 'page', bgcolor: colours.page, style: { backgroundColor: colours.page } }
  const sheet = { width: '100%', maxWidth: '560px', textAlign: sides(dir).start, ...(language === 'ko' && wholeWords) }
  return (
    <table {...layout} {...page} dir={dir} width="100%">
      <tbody>
        <tr>
          <td align="center" style={{ padding: '32px 12px' }}>
            <table {...layout} dir={dir} width={560} style={sheet}>
              <tbody>{children}</tbody>
            </table>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function Row({
  style,
  children,
}: {
  readonly style: { readonly padding: string }
  readonly children: ReactNode
}): ReactNode {
  return (
    <tr>
      <td style={style}>{children}</td>
    </tr>
  )
}

/** Korean has spaces between its words: lines break there, not within them. */
const wholeWords = { wordBreak: 'keep-all' } as const

/** Keeps the beginning of the letter out of the line that mailboxes show beside the subject. */
const filling = '\u034f\u200c\u00a0'.repeat(70)

const hidden = {
  display: 'none',
  msoHide: 'all',
  overflow: 'hidden',
  lineHeight: '1px',
  maxHeight: 0,
  maxWidth: 0,
  opacity: 0,
} as const

const card = {
  padding: '32px 28px',
  backgroundColor: colours.card,
  border: `1px solid ${colours.line}`,
  borderRadius: '10px',
} as const
