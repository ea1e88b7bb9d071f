import { createHmac } from 'node:crypto'
import { type Day, dayAt } from './calendar.ts'

/** So many answers about one membership from one network within two hours are a burst. Colleagues share a network, so it proves
 *  nothing; somebody looks.
 *  @source MX-12 */
export const burst = 5

/** The network an address belongs to: a /24 of IPv4, a /48 of IPv6.
 *  @example networkOf('203.0.113.77') → '203.0.113'  networkOf('2001:db8::1') → '2001:db8:0' */
export function networkOf(ip: string): string {
  const [, v4] = /(\d+\.\d+\.\d+)\.\d+$/.exec(ip) ?? []
  if (v4 !== undefined) return v4
  const [head = ''] = ip.toLowerCase().split('::')
  const groups = [...head.split(':'), '0', '0', '0'].map((group) => Number.parseInt(group || '0', 16).toString(16))
  return groups.slice(0, 3).join(':')
}

/** A network as it is remembered: under a key that changes by the day, so that it leads to no place and to no other day. */
export function hashOfNetwork(secret: string, { ip, now }: { readonly ip: string; readonly now: Date }): Buffer {
  const day: Day = dayAt(now, 'UTC')
  return createHmac('sha256', secret)
    .update(`network ${day} ${networkOf(ip)}`)
    .digest()
}
