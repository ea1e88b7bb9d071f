import { isPeriod } from './calendar.ts'
import type { FieldProblem } from './errors.ts'
import type { Program } from './program.ts'
import { isNotice } from './renewalNotice.ts'
import { scaleOf } from './score.ts'

/** What a rule of standing and its tiers contradict: the score they are made of, the calendar, themselves. */
export function standingProblems({
  standing,
  score,
  tiers,
}: Pick<Program, 'standing' | 'score' | 'tiers'>): FieldProblem[] {
  const problems: FieldProblem[] = []
  if ('window' in standing && !isPeriod(standing.window))
    problems.push({ field: '/standing/window', expected: "a period such as '12 months'", got: standing.window })
  if ('measure' in standing && standing.measure !== score.measure)
    problems.push({
      field: '/standing/measure',
      expected: `the measure of the score, ${score.measure}`,
      got: standing.measure,
    })
  if ('measure' in standing && standing.above >= scaleOf[standing.measure].most)
    problems.push({
      field: '/standing/above',
      expected: `less than ${scaleOf[standing.measure].most}, where the scale ends`,
      got: standing.above,
    })
  const notices = 'notices' in standing ? standing.notices : []
  return [
    ...problems,
    ...notices.flatMap((got, i) =>
      isNotice(got)
        ? []
        : [{ field: `/standing/notices/${i}`, expected: "whole days or weeks such as '90 days'", got }],
    ),
    ...repeated(tiers?.attributes.map(({ key }) => key)).map(([i, got]) => ({
      field: `/tiers/attributes/${i}/key`,
      expected: 'a key no other attribute has',
      got,
    })),
    ...repeated(tiers?.tiers.map(({ from }) => from)).map(([i, got]) => ({
      field: `/tiers/tiers/${i}/from`,
      expected: 'a beginning no other tier has',
      got,
    })),
  ]
}

/** Entries that were there before, with their place. */
function repeated<Entry>(entries: readonly Entry[] = []): readonly (readonly [number, Entry])[] {
  return [...entries.entries()].filter(([i, entry]) => entries.indexOf(entry) < i)
}
