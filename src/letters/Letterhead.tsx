import { type ReactNode, useContext } from 'react'
import type { ShownLogo } from '../domain/brand.ts'
import { direction } from '../locales/languages.ts'
import { LetterLanguage, layout } from './parts.tsx'
import { around, colours, font } from './style.ts'

type LetterheadProps = {
  readonly wordmark: string
  /** Beside the name, at its whole address. */
  readonly logo: ShownLogo | undefined
}

/** Who writes. Mail programs that show no pictures lose nothing: the name stands beside it. */
export function Letterhead({ wordmark, logo }: LetterheadProps): ReactNode {
  const dir = direction(useContext(LetterLanguage))
  if (!logo) return <Wordmark>{wordmark}</Wordmark>
  return (
    <table {...layout} dir={dir}>
      <tbody>
        <tr>
          <td className="logo" style={{ padding: '4px', borderRadius: '6px' }}>
            <Logo {...logo} />
          </td>
          <td style={{ padding: around(dir, { start: 8 }), verticalAlign: 'middle' }}>
            <Wordmark>{wordmark}</Wordmark>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function Logo({ url, width, height }: ShownLogo): ReactNode {
  return <img src={url} width={width} height={height} alt="" style={{ display: 'block' }} />
}

function Wordmark({ children }: { readonly children: string }): ReactNode {
  return (
    <p className="ink" style={{ ...font, margin: 0, fontSize: '15px', fontWeight: 600, color: colours.ink }}>
      {children}
    </p>
  )
}
