import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

/** What a client orders, as far as Tremendous asks for it. */
export const Wanted = Type.Object({
  external_id: Type.Optional(Type.String({ minLength: 1 })),
  payment: Type.Object({ funding_source_id: Type.String({ minLength: 1 }) }),
  reward: Type.Object({
    campaign_id: Type.Optional(Type.String({ minLength: 1 })),
    products: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    value: Type.Object({
      denomination: Type.Number({ exclusiveMinimum: 0 }),
      currency_code: Type.String({ pattern: '^[A-Z]{3}$' }),
    }),
    recipient: Type.Object({ name: Type.String({ minLength: 1 }), email: Type.String({ pattern: '^[^@ ]+@[^@ ]+$' }) }),
    delivery: Type.Object({ method: Type.Literal('EMAIL') }),
    language: Type.Optional(Type.String({ pattern: '^[a-z]{2}$' })),
  }),
})
export type Wanted = Static<typeof Wanted>

const Order = Type.Object({
  id: Type.String(),
  external_id: Type.Union([Type.String(), Type.Null()]),
  created_at: Type.String(),
  status: Type.String(),
  payment: Type.Object({ subtotal: Type.Number(), fees: Type.Number(), total: Type.Number() }),
  rewards: Type.Array(Wanted.properties.reward),
})
export type Order = Static<typeof Order>

/** Every order, in memory and, if a file is given, in its lines. */
export class Orders {
  private readonly file: string | undefined
  private readonly orders: Order[] = []

  constructor(file?: string) {
    this.file = file
    if (!file || !existsSync(file)) return
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean))
      this.orders.push(Value.Parse(Order, JSON.parse(line)))
  }

  all(): readonly Order[] {
    return this.orders
  }

  under(externalId: string | undefined): Order | undefined {
    return this.orders.find((order) => externalId !== undefined && order.external_id === externalId)
  }

  add({ external_id: externalId, reward }: Wanted, status: Order['status']): Order {
    const { denomination } = reward.value
    const order = {
      id: randomBytes(8).toString('hex').toUpperCase().slice(0, 12),
      external_id: externalId ?? null,
      created_at: new Date().toISOString(),
      status,
      payment: { subtotal: denomination, fees: 0, total: denomination },
      rewards: [reward],
    }
    if (this.file) appendFileSync(this.file, `${JSON.stringify(order)}\n`, { mode: 0o600 })
    this.orders.push(order)
    return order
  }
}
