import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** What a process keeps in memory, in MB. */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}

/** What share of one core processes use together over some seconds, in percent. */
export async function cpuShareOf(pids: readonly number[], seconds: number): Promise<number> {
  const before = await ticksOf(pids)
  await pause(seconds * 1000)
  return ((await ticksOf(pids)) - before) / seconds // a tick is a hundredth of a second
}

async function ticksOf(pids: readonly number[]): Promise<number> {
  let ticks = 0
  for (const pid of pids) {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold spaces; user and system time are the 14th and 15th field
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks
}
