import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

export type { Logger }

/** The log of a process: JSON lines, ids only. Requests are named by their route, because a survey's address is a secret; of
 *  errors only what the code says is kept, because a database repeats values in its details. */
export function createLog({ name, level }: { name: string; level: string }, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    name,
    level,
    serializers: {
      req: (request: { method?: string; routeOptions?: { url?: string } }) => ({
        method: request.method,
        route: request.routeOptions?.url,
      }),
      res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
      err: (error: Error & { code?: unknown }) => ({
        type: error.name,
        message: error.message,
        code: error.code,
        stack: error.stack,
      }),
    },
  }
  return destination ? pino(options, destination) : pino(options)
}
