import { createContext, type ReactNode, useContext } from 'react'
import { message } from '../locales/index.ts'
import { direction, type Language } from '../locales/languages.ts'
import { around, colours, font, type LetterAccent } from './style.ts'

/** The colour of what is acted on, and of what is written on it, in light mode. */
export const AccentColours = createContext<LetterAccent>(colours)

/** The language a letter is in, for what depends on its direction. */
export const LetterLanguage = createContext<Language>('en-US')

/** Of every table that lays out; Outlook lays out nothing else. */
export const layout = { role: 'presentation', border: 0, cellPadding: 0, cellSpacing: 0 } as const

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
  const margin = around(direction(useContext(LetterLanguage)), { bottom: 16, start: 24 })
  return (
    <ul className="ink" style={{ ...font, margin, padding: 0, color: colours.ink }}>
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
  const { accent } = useContext(AccentColours)
  return (
    <>
      <Block padding="12px 0 28px">
        <Button href={href}>{children}</Button>
      </Block>
      <div data-skip-in-text="true">
        <Muted>
          <p style={{ margin: '0 0 16px' }}>
            {message(language, 'letter.link')}
            <br />
            <span dir="ltr">
              <a className="link" href={href} style={{ color: accent, wordBreak: 'break-all' }}>
                {href}
              </a>
            </span>
          </p>
        </Muted>
      </div>
    </>
  )
}

/** A cell that its link fills. Outlook for Windows colours no more than cells and pads no links: there the cell has the padding. */
function Button({ href, children }: Content & { readonly href: string }): ReactNode {
  const { accent, onAccent } = useContext(AccentColours)
  return (
    <table {...layout}>
      <tbody>
        <tr>
          <td className="button" align="center" {...{ bgcolor: accent }} style={{ ...face, backgroundColor: accent }}>
            <a className="button-text" href={href} style={{ ...buttonText, color: onAccent }}>
              {children}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

/** Something with room around it: Outlook for Windows knows no margins of tables, only paddings of cells. */
export function Block({ padding, children }: Content & { readonly padding: string }): ReactNode {
  return (
    <table {...layout} width="100%">
      <tbody>
        <tr>
          <td style={{ padding }}>{children}</td>
        </tr>
      </tbody>
    </table>
  )
}

export function Muted({ children }: Content): ReactNode {
  return (
    <div className="quiet" style={{ ...font, fontSize: '13px', color: colours.quiet }}>
      {children}
    </div>
  )
}

/** A picture over the width of the letter; what it says is in its description, too. */
export function Picture({ source, alt, width, height }: PictureProps): ReactNode {
  const size = { maxWidth: '100%', height: 'auto', borderRadius: '8px', color: colours.ink }
  return (
    <p data-skip-in-text="true" style={{ margin: '0 0 16px' }}>
      <img className="ink" src={source} alt={alt} width={width} height={height} style={{ ...font, ...size }} />
    </p>
  )
}

/** As large as it is shown, in pixels. */
type PictureProps = { readonly source: string; readonly alt: string; readonly width: number; readonly height: number }

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

/** `mso-` is read by Outlook for Windows alone. */
const face = { borderRadius: '8px', msoPaddingAlt: '13px 26px' } as const
const buttonText = {
  ...font,
  display: 'inline-block',
  padding: '13px 26px',
  msoPaddingAlt: '0',
  fontWeight: 600,
  textDecoration: 'none',
} as const
