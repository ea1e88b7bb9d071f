import type { ReactNode } from 'react'
import { shownFigure } from '../../domain/score.ts'
import { message } from '../../locales/index.ts'
import type { Language } from '../../locales/languages.ts'
import { FigureTable } from '../FigureTable.tsx'
import { figureIn } from './figures.ts'
import type { ToldStanding } from './letter.ts'

/** Where the partner stands, in figures. */
export function StandingFigures({
  standing,
  language,
}: {
  readonly standing: ToldStanding
  readonly language: Language
}): ReactNode {
  const { met, measure, of, n, tier } = standing
  const rows = [
    [message(language, 'standing.label'), message(language, met ? 'standing.met' : 'standing.not-met')],
    [message(language, `measure.${measure}`), valueOf(standing, language)],
    [message(language, 'standing.based-on'), message(language, 'standing.n', { n, of })],
    ...(tier === null ? [] : [[message(language, 'standing.tier'), tier]]),
  ]
  return <FigureTable rows={rows} />
}

/** @example valueOf({ measure: 'nsat', value: 76.25, threshold: 80 }, 'de') → '76,3 (mehr als 80 nötig)' */
function valueOf({ measure, value, threshold, n }: ToldStanding, language: Language): string {
  if (value === null) return message(language, n === 0 ? 'standing.no-score' : 'standing.withheld')
  const figures = { value: figureIn(language, shownFigure(measure, value)), threshold: figureIn(language, threshold) }
  if (measure !== 'count') return message(language, 'standing.scored', figures)
  return threshold === 0 ? figures.value : message(language, 'standing.counted', figures)
}
