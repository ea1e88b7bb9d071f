import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identity } from './processes.ts'

/** Makes this process the only supervisor of a state directory; a killed supervisor's claim does not count.
 *  @returns the way to give the claim back
 *  @throws {Error} when another supervisor is at work there */
export async function lock(dir: string): Promise<() => void> {
  const file = join(dir, 'lock')
  const mine = `${process.pid} ${identity(process.pid)}`
  while (!claim(file, mine)) {
    const holder = holderOf(file)
    if (isAlive(holder)) throw new Error(refusal(dir, holder))
    rmSync(file, { force: true })
  }
  // Of two that found the same dead claim, the slower one may have removed the faster one's.
  await pause(50)
  if (holderOf(file) !== mine) throw new Error(refusal(dir, holderOf(file)))
  return () => rmSync(file, { force: true })
}

/** A link appears with its content in one step, which a file that is written does not. */
function claim(file: string, mine: string): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch {
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

function holderOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(holder: string): boolean {
  const [pid = ''] = holder.split(' ')
  return pid !== '' && holder === `${pid} ${identity(Number(pid))}`
}

function refusal(dir: string, holder: string): string {
  return `another Plaudit (process ${holder.split(' ')[0]}) runs in ${dir}: stop it, or set STATE_DIR to another directory`
}
