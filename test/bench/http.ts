import { Agent, request } from 'node:http'

export type Answer = { readonly status: number; readonly text: string }
export type Call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<Answer>

/** Calls a server over connections that stay open.
 *  @throws {Error} with its answer when a call is refused */
export function callTo(base: string, { key = '', connections = 64 } = {}): Call {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return async (method, path, body) => {
    const answer = await send(new URL(path, base), { agent, method, key, body: body ? JSON.stringify(body) : '' })
    if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`)
    return answer
  }
}

function send(
  url: URL,
  { agent, method, key, body }: { agent: Agent; method: string; key: string; body: string },
): Promise<Answer> {
  const headers = {
    ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...(key && { authorization: `Bearer ${key}` }),
  }
  return new Promise((resolve, reject) => {
    const sending = request(url, { agent, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      response.on('error', reject)
    })
    sending.on('error', reject)
    sending.end(body)
  })
}
