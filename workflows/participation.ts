import { remindPartners } from './effects.ts'
import { sendAbout } from './letters.ts'

/** Once a day: reminds partners of pauses that end, and warns them of acceptance rates while there is time. Safe to repeat. */
export async function participation(): Promise<void> {
  await sendAbout(await remindPartners())
}
