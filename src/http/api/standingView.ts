import type { Static } from 'typebox'
import type { Assessment } from '../../db/assess.ts'
import type { Caller } from '../../db/keys.ts'
import { fewest } from '../../domain/disclosure.ts'
import { netOf, shownBeside, shownFigure } from '../../domain/score.ts'
import { missingSentence } from '../../domain/standing/missing.ts'
import type { Standing as Stood } from '../../domain/standing/standing.ts'
import type { Language } from '../../locales/languages.ts'
import { readsEveryScore } from '../visibility.ts'
import type { Standing } from './standingShapes.ts'

/** A standing as anybody may see it. Of a confidential program the order of evidence says nothing about when it came, and no score is
 *  shown that a few made, or to those who may not know what each answer does to it. */
export function standingView(
  assessment: Assessment,
  { language, caller }: { readonly language: Language; readonly caller: Pick<Caller, 'role'> },
): Static<typeof Standing> {
  const { program, partnerId, asOf, timeZone, tier } = assessment
  const standing =
    program.privacy === 'confidential'
      ? withheld(assessment.standing, readsEveryScore(caller, program))
      : assessment.standing
  const { window, missing, ...rest } = standing
  return {
    ...rest,
    ...figuresOf(standing),
    program: { id: program.id, version: program.version },
    partnerId,
    asOf: asOf.toISOString(),
    timeZone,
    window: { from: window.from.toISOString(), to: window.to.toISOString() },
    counted: [...standing.counted],
    excluded: [...standing.excluded],
    missing: missing && { ...missing, sentence: missingSentence(language, missing) },
    tier: tier && { ...tier, pillars: [...tier.pillars], attributes: [...tier.attributes] },
  }
}

function withheld(standing: Stood, showsScores: boolean): Stood {
  const ordered = {
    ...standing,
    counted: standing.counted.toSorted(),
    excluded: standing.excluded.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
  const tells = standing.measure !== 'count' && (standing.n < fewest || !showsScores)
  return tells ? { ...ordered, value: null, interval: null, missing: null } : ordered
}

function figuresOf({ measure, value, threshold, interval }: Stood) {
  if (value === null) return { value, interval: null }
  const shown = shownBeside(measure, value, threshold)
  if (interval === null) return { value: shown, interval }
  const [low, high] = [shownFigure(measure, interval.low), shownFigure(measure, interval.high)]
  const net = { value: fine(netOf(shown)), threshold: netOf(threshold), low: fine(netOf(low)), high: fine(netOf(high)) }
  return { value: shown, interval: { low, high }, ...(measure === 'nsat' && { net }) }
}

/** Without what subtracting fractions is off by. */
function fine(figure: number): number {
  return Number(figure.toFixed(6))
}
