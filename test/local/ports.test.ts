import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { freePort, requireFree } from '../../src/local/ports.ts'

describe('ports', () => {
  it('are fine when nobody listens on them', async () => {
    await expect(requireFree([{ variable: 'PORT', port: await freePort() }])).resolves.toBeUndefined()
  })

  it('that are taken are all named, each with the variable that moves it', async () => {
    const [mine, other, free] = [await freePort(), await freePort(), await freePort()]
    const onLoopback = createServer().listen(mine, '127.0.0.1')
    const everywhere = createServer().listen(other, '0.0.0.0')

    const refused = requireFree([
      { variable: 'PORT', port: mine },
      { variable: 'MAILBOX_PORT', port: free },
      { variable: 'WORKER_PORT', port: other },
    ])

    await expect(refused).rejects.toThrow(
      `port ${mine} is taken: set PORT to another one\nport ${other} is taken: set WORKER_PORT to another one`,
    )
    onLoopback.close()
    everywhere.close()
  })

  it('that two parts want are named before either starts', async () => {
    const port = await freePort()
    const wanted = [
      { variable: 'PORT', port },
      { variable: 'MAILBOX_PORT', port },
    ]

    await expect(requireFree(wanted)).rejects.toThrow(`PORT and MAILBOX_PORT are both ${port}`)
  })
})
