import ms, { type StringValue } from 'ms'

const realDay = ms('1 day')

/** A length of time written as people write it: '14 days', '1 week', '12 hours'.
 *  @param day how long one day lasts, in milliseconds; shorter than 24 hours only for trying out
 *  @returns milliseconds
 *  @throws {RangeError} when it is not a duration, is zero, or is longer than 10 years  @example milliseconds('14 days') → 1_209_600_000 */
export function milliseconds(duration: string, day: number = realDay): number {
  if (!isDuration(duration)) throw new RangeError(`expected a duration such as '14 days', got '${duration}'`)
  return Math.round((ms(duration) * day) / realDay)
}

/** The same in whole days, begun ones too.  @example wholeDays('36 hours') → 2 */
export function wholeDays(duration: string): number {
  return Math.ceil(milliseconds(duration) / realDay)
}

/** Whether a text is a duration of more than zero that a timer can wait for. */
export function isDuration(text: string): text is StringValue {
  return isWritten(text) && ms(text) >= 1 && ms(text) <= longest
}

/** Far more than any program waits for. */
const longest = ms('10 years')

function isWritten(text: string): text is StringValue {
  return /^\d{1,9}(\.\d{1,6})? ?(ms|seconds?|minutes?|hours?|days?|weeks?|[smhdw])$/.test(text)
}
