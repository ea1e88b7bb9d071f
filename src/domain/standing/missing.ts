import { longDate } from '../../locales/dates.ts'
import { message } from '../../locales/index.ts'
import type { Language } from '../../locales/languages.ts'
import { type Day, dayAt } from '../calendar.ts'
import type { Context, Missing } from './standing.ts'
import type { Window } from './window.ts'

/** The share of invited people who answer, where the partner's own is not known.
 *  @source CI-14 */
const usualResponseRate = 0.25

/** How many people to ask for so many answers. */
export function invitesFor(
  responses: number,
  { responseRate = usualResponseRate }: Pick<Context, 'responseRate'>,
): number {
  return Math.ceil(responses / responseRate)
}

/** A partner's own response rate, once enough people were asked to know it.
 *  @returns 0…1; undefined when fewer than 20 were asked, or nobody answered */
export function ownResponseRate({ asked, answered }: { asked: number; answered: number }): number | undefined {
  return asked < 20 || answered === 0 ? undefined : answered / asked
}

/** The last day that counts. */
export function lastDayOf({ to }: Window, timeZone: string): Day {
  return dayAt(new Date(to.getTime() - 1), timeZone)
}

/** What is missing, in a sentence.
 *  @example '3 responses from at least one more organization by March 31, 2027 (invite about 12 people)' */
export function missingSentence(language: Language, { what, count, organisations, until, invite }: Missing): string {
  return message(language, `standing.missing.${what}`, {
    count,
    organisations,
    until: until === null ? 'none' : longDate(language, new Date(until)),
    invite: invite ?? 0,
  })
}
