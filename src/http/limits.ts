import { Value } from 'typebox/value'
import { Limits } from '../config.ts'

/** Every limit: as it was set, else its default. */
export function limitsOf(config: Partial<Limits>): Limits {
  const names = Object.keys(Limits.properties)
  const set = Object.entries(config).filter(([name, value]) => names.includes(name) && value !== undefined)
  return Value.Parse(Limits, Value.Default(Limits, Object.fromEntries(set)))
}
