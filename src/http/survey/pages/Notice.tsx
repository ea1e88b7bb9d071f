import type { ReactNode } from 'react'

type NoticeProps = {
  readonly title: string
  readonly body: string
  /** What the reader can do. */
  readonly next?: string
  /** The draft that is over with it. */
  readonly draftKey?: string | undefined
  readonly children?: ReactNode
}

/** A page that says one thing, and what comes after it. */
export function Notice({ title, body, next, draftKey, children }: NoticeProps): ReactNode {
  return (
    <div className="notice" data-draft-over={draftKey}>
      <h1>{title}</h1>
      <p>{body}</p>
      {next !== undefined && <p>{next}</p>}
      {children}
    </div>
  )
}
