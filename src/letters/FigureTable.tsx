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
              {head.map((heading, column) => (
                <th
                  key={heading}
                  className="quiet rule"
                  scope="col"
                  style={{ ...name, fontSize: '12px', ...(column === head.length - 1 && breaking) }}
                >
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

/** The last heading, which names a measure, breaks its long words before the letter gets wider than a phone; figures never do. */
const breaking = { wordBreak: 'break-word' } as const
