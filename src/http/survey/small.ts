import { gzipSync } from 'node:zlib'
import type { FastifyReply } from 'fastify'

/** Sends a text as small as the reader can take it. No page shows a secret beside what a stranger may choose, so sizes tell nothing. */
export function sendSmall(reply: FastifyReply, text: string, zipped?: Buffer): FastifyReply {
  const varies = [reply.getHeader('vary'), 'accept-encoding'].filter((one) => one !== undefined)
  void reply.header('vary', varies.join(', '))
  if (!/\bgzip\b/.test(String(reply.request.headers['accept-encoding']))) return reply.send(text)
  return reply.header('content-encoding', 'gzip').send(zipped ?? gzipSync(text))
}
