import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** What a process is beyond its number: when it began and its command line. Numbers are reused, this is not.
 *  @returns undefined when there is no such process, or only its zombie */
export function identity(pid: number): string | undefined {
  try {
    return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid)
  } catch {
    return undefined
  }
}

/** Asks a process to end and insists after the grace period; returns when it is gone. */
export async function end(pid: number, options: { signal?: NodeJS.Signals; graceMs?: number } = {}): Promise<void> {
  const before = identity(pid)
  const deadline = Date.now() + (options.graceMs ?? 10_000)
  send(pid, options.signal ?? 'SIGTERM')
  while (before !== undefined && identity(pid) === before) {
    if (Date.now() > deadline) send(pid, 'SIGKILL')
    await pause(50)
  }
}

/** Sends a signal; a process that is already gone is what the sender wanted. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    return
  }
}

function fromProc(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in parentheses and may hold spaces; the 3rd is the state, the 22nd the start time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z') return undefined
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  return `${fields[19]} ${command}`
}

function fromPs(pid: number): string | undefined {
  const line = execFileSync('ps', ['-o', 'lstart=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  return line === '' ? undefined : line
}
