import type { LocalConfig } from '../config.ts'
import type { Running } from './launch.ts'
import type { Pids } from './pids.ts'
import type { Report } from './report.ts'
import { type Service, supervise } from './supervise.ts'

/** The parts of the stack in the order they depend on each other; they are ended in the reverse order. */
export const parts = ['postgres', 'temporal', 'mailbox', 'worker', 'server'] as const
export type Part = (typeof parts)[number]

/** One state directory with all that runs for it. Mutable: parts come as they start. */
export class Site {
  readonly dir: string
  readonly settings: LocalConfig
  readonly report: Report
  readonly pids: Pids
  /** How long a part that died stays away, in milliseconds; absent: as its supervision decides. */
  readonly restartAfter: ((part: Part) => number) | undefined
  private readonly services = new Map<Part, Service>()
  private stopped = false

  constructor(given: Pick<Site, 'dir' | 'settings' | 'report' | 'pids' | 'restartAfter'>) {
    this.dir = given.dir
    this.settings = given.settings
    this.report = given.report
    this.pids = given.pids
    this.restartAfter = given.restartAfter
  }

  /** Starts a part as a step of its own and keeps it running. */
  async keep(part: Part, title: string, start: (progress: (text: string) => void) => Promise<Running>): Promise<void> {
    const say = (line: string) => this.report.say(part, line)
    const { restartAfter } = this
    const service = await this.report.step(title, (progress) =>
      supervise({
        start: () => start(progress),
        say: (line) => !this.stopped && say(line),
        ...(restartAfter && { restartAfter: () => restartAfter(part) }),
      }),
    )
    this.services.set(part, service)
    if (this.stopped) await service.stop()
  }

  /** Whether it is being ended: what complains about that needs not be heard. */
  get isStopping(): boolean {
    return this.stopped
  }

  kill(part: Part, signal: NodeJS.Signals = 'SIGKILL'): void {
    this.services.get(part)?.kill(signal)
  }

  /** Ends every part, and whatever was still starting. */
  async stop(): Promise<void> {
    this.stopped = true
    for (const part of parts.toReversed()) await this.services.get(part)?.stop()
    await this.pids.endAll()
  }
}
