import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** A port something of ours will listen on, and the environment variable that moves it. */
export type Wanted = { readonly variable: string; readonly port: number }

/** Makes sure every port is free before anything starts.
 *  @throws {Error} naming each port that is taken or wanted twice, with the variable that moves it */
export async function requireFree(wanted: readonly Wanted[]): Promise<void> {
  const complaints: string[] = []
  for (const { variable, port } of wanted) {
    const twin = wanted.find((other) => other.port === port && other.variable !== variable)
    if (twin) complaints.push(`${variable} and ${twin.variable} are both ${port}: set one of them to another port`)
    else if (!(await isFree(port))) complaints.push(`port ${port} is taken: set ${variable} to another one`)
  }
  if (complaints.length > 0) throw new Error(complaints.join('\n'))
}

/** Ports that were found free and may not be listened on yet. */
const given = new Set<number>()

/** A port nobody listens on, for tests and the demo; each is given once. It stays free while its process is being replaced: it lies below those
 *  that systems give to outgoing connections. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768)
    if (given.has(port) || !(await isFree(port))) continue
    given.add(port)
    return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

/** A free port for every part of a stack that meets no other. */
export async function freePorts() {
  return {
    PORT: await freePort(),
    WORKER_PORT: await freePort(),
    WORKER_METRICS_PORT: await freePort(),
    MAILBOX_PORT: await freePort(),
    POSTGRES_PORT: await freePort(),
    TEMPORAL_PORT: await freePort(),
    TEMPORAL_UI_PORT: await freePort(),
    TEMPORAL_METRICS_PORT: await freePort(),
  }
}
