import { type ReactNode, useContext } from 'react'
import { direction } from '../locales/languages.ts'
import { Block, LetterLanguage } from './parts.tsx'
import { around, colours, font, sides } from './style.ts'

type FigureTableProps = {
  readonly head?: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Names and their figures, row by row, under the headings they have. */
export function FigureTable({ head, rows }: FigureTableProps): ReactNode {
  const dir = direction(useContext(LetterLanguage))
  const shown = { ...cell, padding: around(dir, { top: 8, end: 8, bottom: 8 }), textAlign: sides(dir).start }
  const name = { ...shown, color: colours.quiet }
  return (
    <Block padding="0 0 16px">
      <table className="figures" dir={dir} border={0} width="100%" cellPadding={0} cellSpacing={0} style={table}>
        {head && (
          <thead>
            <tr>
              {head.map((heading) => (
                <th key={heading} className="quiet rule" scope="col" style={{ ...name, ...headings }}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(([of = '', ...figures]) => (
            <tr key={of}>
              <th className="quiet rule" scope="row" style={{ ...name, fontWeight: 400 }}>
                {of}
              </th>
              {figures.map((figure, column) => (
                <td key={head?.[column + 1] ?? of} className="ink rule" style={{ ...shown, color: colours.ink }}>
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Block>
  )
}

const table = { borderCollapse: 'collapse' } as const
const cell = {
  ...font,
  fontSize: '14px',
  verticalAlign: 'top',
  borderBottom: `1px solid ${colours.line}`,
} as const

/** Long words of headings break before the letter gets wider than a phone; figures never do. */
const headings = { fontSize: '12px', wordBreak: 'break-word' } as const
