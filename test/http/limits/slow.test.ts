import { connect, type Socket } from 'node:net'
import { platform } from 'node:os'
import { setTimeout as after } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from './serve.ts'
import { unhurt, whileOthersAsk } from './upload.ts'

const requestSeconds = 6
const perAddress = 50
const many = { REQUESTS_PER_MINUTE: '100000' }
const server = useServer({ ...many, REQUEST_SECONDS: String(requestSeconds), KEEP_ALIVE_SECONDS: '2' })
const patient = useServer({ ...many, CONNECTIONS_PER_ADDRESS: String(perAddress), REQUEST_SECONDS: '120' })

type Client = { readonly socket: Socket; readonly received: () => string; readonly closed: Promise<unknown> }

const clients: Client[] = []

afterEach(() => {
  for (const { socket } of clients.splice(0)) socket.destroy()
})

/** Opens a connection from an address of its own, so that others are not counted with it. Every address of 127/8 is this machine. */
function open(localAddress = '127.0.0.2', { port } = server()): Client {
  const socket = connect({ host: '127.0.0.1', port, ...(platform() === 'linux' && { localAddress }) })
  let text = ''
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString()
  })
  socket.on('error', () => undefined)
  const client = { socket, received: () => text, closed: new Promise((resolve) => socket.once('close', resolve)) }
  clients.push(client)
  return client
}

/** Sends a text a byte at a time, slower than anybody's line, until it is told to stop. */
async function drip({ socket }: Client, text: string): Promise<void> {
  for (const byte of text) {
    if (socket.destroyed || !socket.writable) return
    socket.write(byte)
    await after(200)
  }
}

const head = () =>
  `POST /v1/facts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server().key}\r\ncontent-type: application/json\r\n`

describe('a client that is slow', () => {
  it.each([
    ['with its headers', () => ['', `${head()}content-length: 2\r\n\r\n[]`]],
    ['with its body', () => [`${head()}content-length: 1000\r\n\r\n`, `[${' '.repeat(999)}`]],
    [
      'with the pieces of its body',
      () => [`${head()}transfer-encoding: chunked\r\n\r\n`, '1\r\n[\r\n1\r\n \r\n1\r\n \r\n1\r\n \r\n'],
    ],
  ] as const)(
    '[MX-13] %s is told so and cut off in time, and so are forty, while others are served',
    async (_, parts) => {
      const [atOnce = '', slowly = ''] = parts()
      const slow = Array.from({ length: 40 }, () => open())

      const { slowest, result } = await whileOthersAsk(server(), async () => {
        const started = performance.now()
        for (const client of slow) client.socket.write(atOnce)
        await Promise.all(slow.map(async (client) => Promise.race([drip(client, slowly), client.closed])))
        await Promise.all(slow.map(async ({ closed }) => closed))
        return performance.now() - started
      })

      expect(result).toBeLessThan((requestSeconds + 12) * 1_000)
      expect(slowest).toBeLessThan(unhurt)
      for (const { received } of slow) {
        expect(received()).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
        expect(received()).toContain('"type":"urn:plaudit:problem:request.too-slow"')
      }
    },
  )

  it('[MX-13] to read what it asked for is cut off, and costs no memory, while others are served', async () => {
    const before = await server().memory()
    const deaf = Array.from({ length: 20 }, () => open())

    const { slowest, result } = await whileOthersAsk(server(), async () => {
      for (const { socket } of deaf) {
        socket.pause()
        socket.write('GET /docs/json HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(2_000))
      }
      await after(2_000)
      return server().memory()
    })

    expect(result - before).toBeLessThan(200)
    expect(slowest).toBeLessThan(unhurt)
    await expect.poll(() => connectionsFrom(deaf)).toBe(0)
  })

  it('that opens a connection and says nothing, or nothing more, is cut off', async () => {
    const silent = open()
    const idle = open()
    idle.socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n')

    await Promise.all([silent.closed, idle.closed])

    expect(idle.received()).toContain('HTTP/1.1 200 OK')
  })
})

describe.runIf(platform() === 'linux')('thousands of connections from one address', () => {
  it('[MX-13] are bounded: most are refused with a reason, those that were open go on, and other addresses are served', async () => {
    const opened: Client[] = []
    const { slowest } = await whileOthersAsk(patient(), async () => {
      while (opened.length < 2_000) {
        // No more than the kernel queues for a server that is busy: what it drops there, nobody would ever be told.
        for (let i = 0; i < 100; i += 1) opened.push(open('127.0.0.3', patient()))
        const refused = () => opened.filter(({ received }) => received() !== '')
        await expect.poll(() => refused().length).toBe(opened.length - perAddress)
      }
    })

    expect(slowest).toBeLessThan(unhurt)
    const refused = opened.find(({ received }) => received() !== '')?.received() ?? ''
    expect(refused).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\n/)
    expect(refused).toContain(`an address may hold ${perAddress} connections`)
    const kept = opened.filter(({ received }) => received() === '')
    expect(await health(kept[0])).toContain('HTTP/1.1 200 OK')

    for (const { socket } of opened) socket.destroy()
    await expect.poll(async () => health(open('127.0.0.3', patient()))).toContain('HTTP/1.1 200 OK')
  })
})

describe('what is no HTTP', () => {
  it.each([
    ['nonsense', 'hello\r\n\r\n', 400, 'request.invalid'],
    [
      'headers of 100 KB',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
      431,
      'request.headers-too-large',
    ],
    [
      'an address of 100 KB',
      `GET /${'y'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      431,
      'request.headers-too-large',
    ],
    [
      'ten thousand headers',
      `GET / HTTP/1.1\r\nhost: x\r\n${'a:b\r\n'.repeat(10_000)}\r\n`,
      431,
      'request.headers-too-large',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      400,
      'request.invalid',
    ],
    [
      'a length and pieces',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'request.invalid',
    ],
  ])('is refused with a problem: %s', async (_, text, status, code) => {
    const client = open()
    client.socket.write(text)
    await client.closed

    expect(client.received()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(client.received()).toContain('content-type: application/problem+json')
    expect(client.received()).toContain(`"type":"urn:plaudit:problem:${code}"`)
  })
})

async function health(client: Client | undefined): Promise<string> {
  client?.socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
  await client?.closed
  return client?.received() ?? ''
}

/** How many of the connections the server still holds: a write to one it has closed fails. */
function connectionsFrom(some: readonly Client[]): number {
  for (const { socket } of some) {
    socket.resume()
    if (!socket.destroyed) socket.write('\r\n')
  }
  return some.filter(({ socket }) => !socket.destroyed).length
}
