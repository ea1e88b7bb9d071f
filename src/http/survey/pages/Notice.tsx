import type { ReactNode } from 'react'

type NoticeProps = {
  readonly title: string
  readonly body: string
  /** What the reader can do. */
  readonly next?: string
  /** The draft that is over with it. */
  readonly draftKey?: string | undefined
  /** Whether what the reader wanted is done. */
  readonly isDone?: boolean
  readonly children?: ReactNode
}

/** A page that says one thing, and what comes after it. */
export function Notice({ title, body, next, draftKey, isDone, children }: NoticeProps): ReactNode {
  return (
    <div className="notice" data-draft-over={draftKey}>
      {isDone && <Tick />}
      <h1>{title}</h1>
      <p>{body}</p>
      {next !== undefined && <p>{next}</p>}
      {children}
    </div>
  )
}

function Tick(): ReactNode {
  return (
    <svg className="tick" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
      <circle cx="24" cy="24" r="24" />
      <path d="M14 25l7 7 14-15" />
    </svg>
  )
}
