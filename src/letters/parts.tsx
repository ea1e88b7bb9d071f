import { createContext, type ReactNode, useContext } from 'react'
import { message } from '../locales/index.ts'
import type { Language } from '../locales/languages.ts'
import { colours, font, type LetterAccent } from './style.ts'

/** The colour of what is acted on, and of what is written on it, in light mode. */
export const AccentColours = createContext<LetterAccent>(colours)

type Content = { readonly children: ReactNode }

export function Title({ children }: Content): ReactNode {
  return (
    <h1
      className="ink"
      style={{ ...font, margin: '0 0 20px', fontSize: '22px', lineHeight: '1.3', color: colours.ink }}
    >
      {children}
    </h1>
  )
}

export function Paragraph({ children }: Content): ReactNode {
  return (
    <p className="ink" style={{ ...font, margin: '0 0 16px', color: colours.ink }}>
      {children}
    </p>
  )
}

export function List({ items }: { readonly items: readonly string[] }): ReactNode {
  return (
    <ul className="ink" style={{ ...font, margin: '0 0 16px', paddingInlineStart: '24px', color: colours.ink }}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}

/** The one thing to do, and its address in full for readers whose mail program shows no buttons. */
export function Action({
  href,
  language,
  children,
}: Content & { readonly href: string; readonly language: Language }): ReactNode {
  const { accent, onAccent } = useContext(AccentColours)
  return (
    <>
      <p style={{ margin: '28px 0' }}>
        <a className="button" href={href} style={{ ...button, backgroundColor: accent, color: onAccent }}>
          {children}
        </a>
      </p>
      <div data-skip-in-text="true">
        <Muted>
          <p style={{ margin: 0 }}>
            {message(language, 'letter.link')}
            <br />
            <a className="link" href={href} dir="ltr" style={{ color: accent, wordBreak: 'break-all' }}>
              {href}
            </a>
          </p>
        </Muted>
      </div>
    </>
  )
}

export function Muted({ children }: Content): ReactNode {
  return (
    <div className="quiet" style={{ ...font, fontSize: '13px', color: colours.quiet }}>
      {children}
    </div>
  )
}

/** Names and their figures, row by row, under the headings they have. */
export function FigureTable({ head, rows }: FigureTableProps): ReactNode {
  return (
    <table
      className="figures"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      style={{ margin: '0 0 16px', borderCollapse: 'collapse' }}
    >
      {head && (
        <thead>
          <tr>
            {head.map((heading) => (
              <th key={heading} className="quiet rule" scope="col" style={{ ...cell, color: colours.quiet }}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map(([name = '', ...figures]) => (
          <tr key={name}>
            <th className="quiet rule" scope="row" style={{ ...cell, fontWeight: 400, color: colours.quiet }}>
              {name}
            </th>
            {figures.map((figure, column) => (
              <td key={head?.[column + 1] ?? name} className="ink rule" style={{ ...cell, color: colours.ink }}>
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type FigureTableProps = {
  readonly head?: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A picture over the width of the letter; what it says is in its description, too. */
export function Picture({ source, alt }: { readonly source: string; readonly alt: string }): ReactNode {
  return (
    <p style={{ margin: '0 0 16px' }}>
      <img
        src={source}
        alt={alt}
        width="504"
        style={{ ...font, maxWidth: '100%', height: 'auto', borderRadius: '8px' }}
      />
    </p>
  )
}

export function SmallPrint({ children }: Content): ReactNode {
  return <p style={{ margin: '0 0 6px' }}>{children}</p>
}

export function Link({ href, children }: Content & { readonly href: string }): ReactNode {
  const { accent } = useContext(AccentColours)
  return (
    <a className="link" href={href} style={{ color: accent }}>
      {children}
    </a>
  )
}

/** An address in one piece: it moves to the next line before it breaks. */
export function Address({ of: address }: { readonly of: string }): ReactNode {
  const { accent } = useContext(AccentColours)
  return (
    <a className="link" href={`mailto:${address}`} style={{ display: 'inline-block', color: accent }}>
      {address}
    </a>
  )
}

const cell = {
  ...font,
  padding: '8px 0',
  paddingInlineEnd: '12px',
  textAlign: 'inherit',
  verticalAlign: 'top',
  borderBottom: `1px solid ${colours.line}`,
} as const

const button = {
  ...font,
  display: 'inline-block',
  padding: '13px 26px',
  borderRadius: '8px',
  fontWeight: 600,
  textDecoration: 'none',
} as const
