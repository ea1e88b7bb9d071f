import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** What a process is beyond its number: when it began and its command line. Numbers are reused, this is not.
 *  @returns undefined when there is no such process, or only its zombie */
export function identity(pid: number): string | undefined {
  try {
    return existsSync('/proc/self/stat') ? fromProc(pid) : ps('lstart=,command=', pid)
  } catch {
    return undefined
  }
}

/** Asks a process to end and insists after the grace period; returns when it is gone and has let go of its ports. */
export async function end(pid: number, options: { signal?: NodeJS.Signals; graceMs?: number } = {}): Promise<void> {
  const before = start(pid)
  const deadline = Date.now() + (options.graceMs ?? 10_000)
  send(pid, options.signal ?? 'SIGTERM')
  while (before !== undefined && start(pid) === before) {
    if (Date.now() > deadline) send(pid, 'SIGKILL')
    await pause(50)
  }
}

/** When a process began. While it ends it loses its command line first and its last threads late: it still holds its ports.
 *  @returns undefined when nothing of it runs */
function start(pid: number): string | undefined {
  try {
    if (!existsSync('/proc/self/stat')) return startFromPs(pid)
    const fields = fieldsOf(pid)
    return fields[0] === 'Z' && readdirSync(`/proc/${pid}/task`).length === 1 ? undefined : fields[19]
  } catch {
    return undefined
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
  const fields = fieldsOf(pid)
  if (fields[0] === 'Z') return undefined
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  return `${fields[19]} ${command}`
}

/** Linux's fields from the 3rd on, which is the state; the 22nd is the start time. */
function fieldsOf(pid: number): readonly string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in parentheses and may hold spaces.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function startFromPs(pid: number): string | undefined {
  const [state = 'Z', ...began] = ps('stat=,lstart=', pid)?.split(/\s+/) ?? []
  return state.startsWith('Z') ? undefined : began.join(' ')
}

function ps(columns: string, pid: number): string | undefined {
  const line = execFileSync('ps', ['-o', columns, '-p', String(pid)], { encoding: 'utf8' }).trim()
  return line === '' ? undefined : line
}
