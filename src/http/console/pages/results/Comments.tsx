import type { ReactNode } from 'react'
import type { QuestionResults } from '../../../../db/results.ts'

/** What customers wrote, in no order that tells when. */
export function Comments({ comments }: Pick<QuestionResults, 'comments'>): ReactNode {
  if (comments.length === 0)
    return (
      <p className="quiet">
        Comments are shown once there are 8 of them, in an order that does not tell whose they are.
      </p>
    )
  return (
    <ul className="comments">
      {comments.map((text, i) => (
        <li key={`${String(i)} ${text}`} dir="auto">
          {text}
        </li>
      ))}
    </ul>
  )
}
