import { setHandler } from '@temporalio/workflow'
import { keepStanding } from './effects.ts'
import { sendAbout } from './letters.ts'
import { findStanding, type StandingInput } from './messages.ts'

/** Finds where a partner stands after something moved it, keeps that, and tells the partner if it stands on the other side than
 *  before. What moves it meanwhile has it found once more. */
export async function standing(whose: StandingInput): Promise<void> {
  let asked = 0
  setHandler(findStanding, () => {
    asked += 1
  })
  let found: number
  do {
    found = asked
    await sendAbout(await keepStanding(whose))
  } while (asked > found)
}
