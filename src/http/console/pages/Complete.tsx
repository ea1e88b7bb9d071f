import type { ReactNode } from 'react'
import { dayAt } from '../../../domain/calendar.ts'
import { hasRight } from '../../rights.ts'
import type { EngagementPageProps } from './EngagementPage.tsx'
import { Field } from './Field.tsx'

/** Says that the work is completed, where the program waits for the partner to say so.
 *  @source PC-01 */
export function Complete({
  id,
  formId,
  role,
  gates,
  stage,
  completing,
  timeZone,
  now,
}: EngagementPageProps): ReactNode {
  const isOwed = gates.some(({ gate, owedBy, reached }) => gate === 'completed' && owedBy === 'partner' && !reached)
  if (!isOwed || stage === 'closed' || !hasRight(role, 'report facts')) return undefined
  const today = dayAt(now, timeZone)
  const wrong = completing ? { on: `Say a day up to ${today}.` } : {}
  return (
    <section className="card" aria-label="Completion">
      <form method="post" className="bring-in" action={`/console/engagements/${id}/completed`}>
        <input type="hidden" name="form" value={formId} />
        <Field
          name="on"
          label="Completed on"
          type="date"
          preset={today}
          typed={completing ?? {}}
          wrong={wrong}
          hint="The survey leaves by itself from then on."
        />
        <button type="submit">Report the work as completed</button>
      </form>
    </section>
  )
}
