import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { end, identity } from './processes.ts'

const Known = Type.Array(Type.Object({ name: Type.String(), pid: Type.Integer(), identity: Type.String() }))
type Known = Static<typeof Known>

/** The processes a supervisor started, in a file: who finds the file after a kill knows what to clean away. */
export class Pids {
  private readonly file: string
  private known: Known

  constructor(dir: string) {
    this.file = join(dir, 'pids.json')
    this.known = read(this.file)
  }

  remember(name: string, pid: number): void {
    const found = identity(pid)
    if (found === undefined) return
    this.write([...this.known.filter((other) => other.name !== name), { name, pid, identity: found }])
  }

  /** Ends every process of the list that is still the one it was, the youngest first.
   *  @returns the names of those it ended */
  async endAll(): Promise<readonly string[]> {
    const alive = this.known.filter((one) => identity(one.pid) === one.identity).toReversed()
    // SIGINT is what makes PostgreSQL close its connections instead of waiting for its clients.
    for (const { pid } of alive) await end(pid, { signal: 'SIGINT' })
    this.write([])
    return alive.map(({ name }) => name)
  }

  private write(known: Known): void {
    this.known = known
    writeFileSync(`${this.file}.new`, JSON.stringify(known), { mode: 0o600 })
    renameSync(`${this.file}.new`, this.file)
  }
}

function read(file: string): Known {
  try {
    return Value.Parse(Known, JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}
