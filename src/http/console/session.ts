import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '../../config.ts'

type Site = Pick<Config, 'PUBLIC_URL' | 'SURVEY_SECRET'>

const cookie = 'plaudit_console'
/** How long somebody stays signed in, in seconds: a working day. */
const lifetime = 12 * 60 * 60

/** The cookie of somebody who showed their key. It names the key and proves that we wrote it; the key itself is not in it, and
 *  nothing is stored. */
export function startSession(site: Site, keyId: string, now: Date): string {
  const claim = `${keyId}.${secondsOf(now) + lifetime}`
  return cookieOf(site, `${claim}.${mac(site.SURVEY_SECRET, claim)}`, lifetime)
}

/** The cookie that takes the place of a session's. */
export function endSession(site: Site): string {
  return cookieOf(site, '', 0)
}

/** @param header the request's Cookie header
 *  @returns the id of the key that was shown, or undefined when there is no session of ours or its time is over */
export function readSession(secret: string, header: string | undefined, now: Date): string | undefined {
  const values = (header ?? '').split(';').map((pair) => pair.trim().split('='))
  const ours = values.flatMap(([name, value]) => (name === cookie && value ? [value] : []))
  return ours.map((value) => keyOf(secret, value, now)).find((keyId) => keyId !== undefined)
}

function keyOf(secret: string, value: string, now: Date): string | undefined {
  const [keyId = '', expiry = '', signature = ''] = value.split('.')
  const expected = Buffer.from(mac(secret, `${keyId}.${expiry}`))
  const got = Buffer.from(signature)
  const isOurs = got.length === expected.length && timingSafeEqual(got, expected)
  return isOurs && Number(expiry) > secondsOf(now) ? keyId : undefined
}

function mac(secret: string, claim: string): string {
  return createHmac('sha256', secret).update(`console ${claim}`).digest('base64url')
}

/** Lax, because people come by links in letters and in the Temporal UI. */
function cookieOf({ PUBLIC_URL }: Site, value: string, seconds: number): string {
  const secure = PUBLIC_URL.startsWith('https:') ? '; Secure' : ''
  return `${cookie}=${value}; Path=/console; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}
