/** What is kept about people for a time and no longer. */
export const keptKinds = [
  'letters',
  'contacts',
  'texts',
  'deliveries',
  'requests',
  'idempotency',
  'unconfirmed',
  'networks',
] as const

export type KeptKind = (typeof keptKinds)[number]

/** How long each kind is kept, in milliseconds. */
export type Periods = Readonly<Record<KeptKind, number>>
