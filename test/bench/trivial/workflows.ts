import { condition, defineSignal, setHandler } from '@temporalio/workflow'

const told = defineSignal('told')

/** Starts, hears one signal and waits for ever: the least a workflow can do. */
export async function trivial(): Promise<void> {
  let heard = 0
  setHandler(told, () => {
    heard += 1
  })
  await condition(() => heard > 1)
}
