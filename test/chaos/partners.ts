import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { chance } from './chance.ts'
import { type Portal, portal } from './portal.ts'
import type { Promises } from './promises.ts'
import type { Site } from './site.ts'

const Key = Type.Object({ key: Type.String() })

type Opening = {
  readonly seed: number
  readonly count: number
  readonly promises: Promises
  readonly stop: AbortSignal
}

/** Registers partners, each with a key of its own. @returns their portals */
export async function openPortals(site: Site, { seed, count, promises, stop }: Opening): Promise<readonly Portal[]> {
  const operatorKey = site.stack.setup.keys['operator'] ?? ''
  const portals: Portal[] = []
  for (let i = 1; i <= count; i += 1) {
    const partnerId = `partner-${i}`
    const psm = { id: `psm-${i}`, name: `PSM ${i}`, email: `${partnerId}-psm@plaudit.example` }
    const partner = { id: partnerId, name: `Partner ${i}`, country: 'DE', email: `${partnerId}@partner.example`, psm }
    await send(`${site.api}/v1/partners`, operatorKey, partner)
    await send(`${site.api}/v1/partners/${partnerId}/referral-profile`, operatorKey, profile(i), 'PUT')
    const made = await send(`${site.api}/v1/keys`, operatorKey, { role: 'partner', partnerIds: [partnerId] })
    const { key } = Value.Parse(Key, made)
    const reach = { api: site.api, key, operatorKey, partnerId, promises, stop }
    portals.push(portal({ ...reach, chance: chance(seed, partnerId) }))
  }
  return portals
}

/** Every third partner does two workloads, the others one of them. */
function profile(i: number): object {
  const workloads = [['Exchange', 'Teams'], ['Exchange'], ['Teams']][i % 3] ?? []
  return {
    locations: ['DE'],
    languages: ['de'],
    customerSizes: ['medium'],
    industries: ['retail'],
    endorsements: workloads.map((workload) => ({ workload, specialization: 'Modern Work', expiresAt: '2099-01-01' })),
  }
}

async function send(url: string, key: string, body: object, method = 'POST'): Promise<unknown> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${url} was answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
