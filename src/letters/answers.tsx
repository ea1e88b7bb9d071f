import { type ReactNode, useContext } from 'react'
import { direction } from '../locales/languages.ts'
import { AccentColours, Block, LetterLanguage, layout } from './parts.tsx'
import { around, font, sides } from './style.ts'

type AnswerProps = { readonly href: string; readonly label: string }
type PointProps = AnswerProps & { readonly point: number | string }

/** An answer in words, as wide as the letter. */
export function AnswerLink({ href, label }: AnswerProps): ReactNode {
  const dir = direction(useContext(LetterLanguage))
  return (
    <Block padding="0 0 8px">
      <Cell width="100%" align={sides(dir).start} padding="11px 14px">
        <Filling href={href} padding="11px 14px">
          {label}
        </Filling>
      </Cell>
    </Block>
  )
}

/** A point of a scale, as large as a fingertip. Eleven fit in a row of 502 pixels. */
export function AnswerPoint({ href, label, point }: PointProps): ReactNode {
  return (
    <Beside>
      <Cell width={44} align="center" padding="11px 0">
        <Filling href={href} padding="11px 0" name={label}>
          {point}
        </Filling>
      </Cell>
    </Beside>
  )
}

/** A table that flows beside the others like it and wraps where the letter is narrow: `align` does so in Outlook for Windows, too, which
 *  knows no inline blocks. */
function Beside({ children }: { readonly children: ReactNode }): ReactNode {
  const dir = direction(useContext(LetterLanguage))
  return (
    <table {...layout} dir={dir} align={sides(dir).start} style={beside}>
      <tbody>
        <tr>
          <td style={{ padding: around(dir, { end: 1, bottom: 8 }) }}>{children}</td>
        </tr>
      </tbody>
    </table>
  )
}

type CellProps = {
  readonly width: number | string
  readonly align: 'left' | 'center' | 'right'
  readonly padding: string
  readonly children: ReactNode
}

/** Outlook for Windows frames and pads cells, not links: there the cell has the padding, elsewhere the link that fills it. */
function Cell({ width, align, padding, children }: CellProps): ReactNode {
  const { accent } = useContext(AccentColours)
  const dir = direction(useContext(LetterLanguage))
  const style = { ...frame, borderColor: accent, msoPaddingAlt: padding }
  return (
    <table {...layout} dir={dir} width={width} style={separate}>
      <tbody>
        <tr>
          <td className="answer" align={align} style={style}>
            {children}
          </td>
        </tr>
      </tbody>
    </table>
  )
}

type FillingProps = {
  readonly href: string
  readonly padding: string
  /** What a number stands for. */
  readonly name?: string
  readonly children: ReactNode
}

function Filling({ href, padding, name, children }: FillingProps): ReactNode {
  const { accent } = useContext(AccentColours)
  return (
    <a className="answer" href={href} aria-label={name} style={{ ...link, padding, color: accent }}>
      {children}
    </a>
  )
}

const separate = { borderCollapse: 'separate' } as const
/** `mso-` is read by Outlook for Windows alone, which else keeps tables that flow apart. */
const beside = { ...separate, msoTableLspace: '0pt', msoTableRspace: '0pt' } as const
const frame = { borderWidth: '1px', borderStyle: 'solid', borderRadius: '8px' } as const
const link = { ...font, display: 'block', msoPaddingAlt: '0', textDecoration: 'none' } as const
