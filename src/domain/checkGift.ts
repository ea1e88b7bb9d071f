import { isDay } from './calendar.ts'
import { isCountry } from './contact.ts'
import type { FieldProblem } from './errors.ts'
import type { Program } from './program.ts'

/** What of a program contradicts its gift: money and countries there are none of, and whatever would pay for being somebody else. */
export function giftProblems({ gift, survey }: Pick<Program, 'gift' | 'survey'>): readonly FieldProblem[] {
  if (!gift) return []
  const { currency, until, excludedCountries = [] } = gift
  return [
    ...(Intl.supportedValuesOf('currency').includes(currency)
      ? []
      : [{ field: '/gift/currency', expected: 'a currency of ISO 4217', got: currency }]),
    ...(isDay(until) ? [] : [{ field: '/gift/until', expected: "a day such as '2027-06-30'", got: until }]),
    ...excludedCountries.flatMap((country, i) =>
      isCountry(country)
        ? []
        : [{ field: `/gift/excludedCountries/${i}`, expected: 'a country in ISO 3166-1 alpha-2', got: country }],
    ),
    ...(survey.anonymity ? [{ field: '/gift', expected: unknownRespondents, got: gift }] : []),
    ...(survey.ownUrl ? [{ field: '/gift', expected: uninvited, got: gift }] : []),
  ]
}

const unknownRespondents = 'no gift: respondents may be anonymous, and an address to send it to tells who answered'
const uninvited = 'no gift: at the survey addresses of memberships anybody may answer, also for the card alone'
