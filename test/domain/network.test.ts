import { describe, expect, it } from 'vitest'
import { hashOfNetwork, networkOf } from '../../src/domain/network.ts'

const [morning, evening] = [new Date('2026-12-01T06:00:00Z'), new Date('2026-12-01T22:00:00Z')]
const nextDay = new Date('2026-12-02T06:00:00Z')

describe('a network', () => {
  it.each([
    ['203.0.113.77', '203.0.113'],
    ['::ffff:203.0.113.9', '203.0.113'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3'],
    ['2001:0DB8::1', '2001:db8:0'],
    ['2001:db8:85a3::', '2001:db8:85a3'],
    ['::1', '0:0:0'],
  ])('[MX-12] of %s is %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network)
  })

  it('[MX-12] is known again on the same day only, and by us alone', () => {
    const hash = (ip: string, now: Date, secret = 'ours') => hashOfNetwork(secret, { ip, now }).toString('hex')

    expect(hash('203.0.113.1', morning)).toBe(hash('203.0.113.2', evening))
    expect(hash('203.0.113.1', morning)).not.toBe(hash('203.0.114.1', morning))
    expect(hash('203.0.113.1', morning)).not.toBe(hash('203.0.113.1', nextDay))
    expect(hash('203.0.113.1', morning)).not.toBe(hash('203.0.113.1', morning, 'theirs'))
  })
})
