import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

/** The script of the survey's pages, under an address that changes with its content, so that it may be kept for good. */
export const script = scriptAsset()

function scriptAsset() {
  const body = withoutComments(readFileSync(new URL('survey.js', import.meta.url), 'utf8'))
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  return { path: '/assets/survey.js', url: `/assets/survey.js?v=${hash}`, hash, body, zipped: gzipSync(body) }
}

/** Neither script nor styles have a text with two slashes or a star after a slash in it. */
export function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[^]*?\*\/|^ *\/\/.*/gm, '').replaceAll(/^\s+/gm, '')
}
