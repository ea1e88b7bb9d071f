import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ConnectionError } from 'fastify'
import type { ProblemCode } from '../domain/errors.ts'
import type { HttpDependencies } from './app.ts'
import { problemWith } from './errors.ts'

type Config = HttpDependencies['config']

/** How many requests a connection may have under way at once. No browser sends a second before the first is answered; a client that does,
 *  and never reads, would have us keep thousands of answers for it. */
const mostAtOnce = 5

/** Makes the server that waits for nobody long, and for no crowd: who sends a byte a second, never reads the answer, or opens thousands of
 *  connections is cut off. */
export function serverFor(config: Config): (handler: RequestListener) => Server {
  const request = Math.ceil(config.REQUEST_SECONDS * 1000)
  const options = {
    headersTimeout: Math.ceil(request / 3),
    connectionsCheckingInterval: Math.min(5_000, Math.ceil(request / 4)),
  }
  return (handler) => {
    const server = createServer(options, withoutPipelines(handler))
    server.requestTimeout = request
    server.keepAliveTimeout = Math.ceil(config.KEEP_ALIVE_SECONDS * 1000)
    server.setTimeout(request * 2) // without a byte in either direction
    server.maxConnections = config.CONNECTIONS
    // Behind a proxy its address stands for everybody.
    if (config.TRUSTED_PROXIES === undefined) boundAddresses(server, config.CONNECTIONS_PER_ADDRESS)
    return server
  }
}

function boundAddresses(server: Server, most: number): void {
  const open = new Map<string, number>()
  server.prependListener('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const others = open.get(address) ?? 0
    if (others >= most) {
      refuse(socket, 'request.too-frequent', `an address may hold ${most} connections`)
      return
    }
    open.set(address, others + 1)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
    })
  })
}

function withoutPipelines(handler: RequestListener): RequestListener {
  const underWay = new WeakMap<Socket, number>()
  return (request, response) => {
    const { socket } = request
    const others = underWay.get(socket) ?? 0
    if (socket.destroyed) return
    if (others >= mostAtOnce) {
      socket.destroy()
      return
    }
    underWay.set(socket, others + 1)
    response.once('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1))
    handler(request, response)
  }
}

/** Answers what is no request: too slow, too long, or not HTTP. */
export function refuseClient(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [code, detail] = reasons[error.code] ?? reasons['other']
  refuse(socket, code, detail)
}

const reasons: Readonly<Record<string, readonly [ProblemCode, string]>> & {
  readonly other: readonly [ProblemCode, string]
} = {
  ERR_HTTP_REQUEST_TIMEOUT: ['request.too-slow', 'the request did not arrive in time'],
  HPE_HEADER_OVERFLOW: ['request.headers-too-large', 'address and headers may have 16 KB together'],
  other: ['request.invalid', 'this is no HTTP request'],
}

/** Writes the answer to a socket and closes it: there is no request yet that could be answered. */
function refuse(socket: Socket, code: ProblemCode, detail: string): void {
  const problem = problemWith(code, detail)
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    'connection: close',
    ...(problem.status === 429 ? ['retry-after: 10'] : []),
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroySoon()
}
