import type { ReactNode } from 'react'
import { ColumnHeads } from './ColumnHeads.tsx'

type ListTableProps = {
  /** Said to screen readers: what is listed, and in which order. */
  readonly caption: string
  readonly headings: readonly string[]
  /** Whether it stands within a card. */
  readonly isInner?: boolean
  /** The rows. */
  readonly children: ReactNode
}

/** A list whose rows become cards on a phone. */
export function ListTable({ caption, headings, isInner = false, children }: ListTableProps): ReactNode {
  return (
    <table className={isInner ? 'list inner' : 'list'}>
      <caption className="unseen">{caption}</caption>
      <ColumnHeads headings={headings} />
      <tbody>{children}</tbody>
    </table>
  )
}
