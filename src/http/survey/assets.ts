import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

/** What the survey's pages bring along, each under an address that changes with its content, so that it may be kept for good. */
export const assets = {
  style: asset('survey.css', 'text/css; charset=utf-8'),
  script: asset('survey.js', 'text/javascript; charset=utf-8'),
} as const

function asset(name: string, type: string) {
  const body = withoutComments(readFileSync(new URL(name, import.meta.url), 'utf8'))
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  return { path: `/assets/${name}`, url: `/assets/${name}?v=${hash}`, hash, type, body, zipped: gzipSync(body) }
}

/** Neither file has a text with two slashes or a star after a slash in it. */
function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[^]*?\*\/|^ *\/\/.*/gm, '').replaceAll(/^\s+/gm, '')
}
