import { prettyFactory } from 'pino-pretty'

/** Where the stack tells how it is doing. */
export type Report = {
  /** Does one step of starting up and tells how it went and how long it took. */
  step<Result>(title: string, work: (progress: (text: string) => void) => Promise<Result>): Promise<Result>
  /** Passes on a line of somebody, such as a child's log. */
  say(source: string, line: string): void
}

/** Tells it on a stream: a line a step, each child's lines behind its name, colours only for a terminal. */
export function reportTo(stream: NodeJS.WriteStream): Report {
  const pretty = prettyFactory({ colorize: stream.isTTY, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' })
  return { step, say }

  async function step<Result>(title: string, work: (progress: (text: string) => void) => Promise<Result>) {
    const began = Date.now()
    const seconds = () => faint(`${((Date.now() - began) / 1000).toFixed(1)} s`)
    try {
      const result = await work((text) => stream.write(faint(`  … ${text}\n`)))
      stream.write(`${paint('✓', 32)} ${title.padEnd(28)} ${seconds()}\n`)
      return result
    } catch (error) {
      stream.write(`${paint('✗', 31)} ${title.padEnd(28)} ${seconds()}\n`)
      throw error
    }
  }

  function say(source: string, line: string): void {
    const text = line.startsWith('{') ? pretty(line).trimEnd() : line
    for (const part of text.split('\n')) stream.write(`${paint(`[${source}]`, 36)} ${part}\n`)
  }

  function paint(text: string, colour: number): string {
    return stream.isTTY ? `\x1b[${colour}m${text}\x1b[0m` : text
  }

  function faint(text: string): string {
    return paint(text, 2)
  }
}

/** Tells nobody, for tests. */
export const silent: Report = { step: (_title, work) => work(() => undefined), say: () => undefined }
