import { readDayOrInstant } from './calendar.ts'
import { readLine } from './line.ts'

/** That somebody agreed to be asked: when, as an instant in ISO 8601, and where that is written down. */
type Consent = { readonly at: string | undefined; readonly source: string | undefined }

type Reading = {
  readonly now: Date
  /** Where a day of the calendar begins. */
  readonly timeZone: string
  readonly isRequired: boolean
}

/** Reads a consent as a row says it. One half proves nothing without the other, and nobody can have agreed in the future.
 *  @returns both halves; each empty where none is told and none is required, undefined where it does not fit
 *  @source PC-02, CI-06 */
export function readConsent(
  { at, source }: { readonly at: string; readonly source: string },
  { now, timeZone, isRequired }: Reading,
): Consent {
  if (at === '' && source === '' && !isRequired) return { at: '', source: '' }
  const instant = readDayOrInstant(at, timeZone)
  const isPast = instant !== undefined && instant <= now
  return { at: isPast ? instant.toISOString() : undefined, source: readLine(source, { longest: 200 }) }
}
