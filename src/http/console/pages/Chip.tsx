import type { ReactNode } from 'react'
import type { Outcome, Stage } from '../../../domain/engagement.ts'
import { outcomeNames, stageNames } from './words.ts'

/** Where an engagement stands, in a word: its stage, or how it ended. */
export function Chip({ stage, outcome }: { readonly stage: Stage; readonly outcome: Outcome | null }): ReactNode {
  return <span className={`chip ${outcome ?? stage}`}>{outcome ? outcomeNames[outcome] : stageNames[stage]}</span>
}

/** Marks what should have happened by now: by the word, and by colour for those who see it. */
export function Overdue(): ReactNode {
  return <span className="chip overdue">Overdue</span>
}
