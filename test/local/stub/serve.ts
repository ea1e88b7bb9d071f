import { createServer } from 'node:http'
import { exitWithParent } from '../../../src/local/orphan.ts'

/** A program that serves, is ready at once, and tells its process number. */
export function serve(port: number): void {
  const server = createServer((_request, response) => response.end(String(process.pid)))
  server.listen(port, '127.0.0.1')
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  exitWithParent(stop)

  function stop(): void {
    server.close()
    server.closeAllConnections()
  }
}
