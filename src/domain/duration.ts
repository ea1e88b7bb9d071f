import ms, { type StringValue } from 'ms'

const realDay = ms('1 day')

/** A length of time written as people write it: '14 days', '1 week', '12 hours'.
 *  @param day how long one day lasts, in milliseconds; shorter than 24 hours only for trying out
 *  @returns milliseconds
 *  @throws {RangeError} when it is not a duration longer than zero  @example milliseconds('14 days') → 1_209_600_000 */
export function milliseconds(duration: string, day: number = realDay): number {
  const length = isDuration(duration) ? ms(duration) : Number.NaN
  if (!(length > 0)) throw new RangeError(`expected a duration such as '14 days', got '${duration}'`)
  return Math.round((length * day) / realDay)
}

export function isDuration(text: string): text is StringValue {
  return /^\d+(\.\d+)? ?(ms|seconds?|minutes?|hours?|days?|weeks?|[smhdw])$/.test(text)
}
