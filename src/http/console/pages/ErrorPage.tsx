import type { Role } from '../../../db/keys.ts'
import { writePage } from './Page.tsx'

/** Says what went wrong and leads back to the list. */
export function ErrorPage({
  title,
  detail,
  role,
}: {
  readonly title: string
  readonly detail: string
  readonly role: Role | undefined
}): string {
  return writePage({
    title,
    role,
    children: (
      <div className="card">
        <h1>{title}</h1>
        {detail !== title && <p>{detail}</p>}
        <p>
          <a href="/console">Go to the engagements</a>
        </p>
      </div>
    ),
  })
}
