import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const Secrets = Type.Object({
  surveySecret: Type.String(),
  operatorKey: Type.String(),
  ownerKey: Type.String(),
  psmKey: Type.String(),
  partnerKey: Type.String(),
})

export type Secrets = Readonly<Static<typeof Secrets>>

/** The secrets of a state directory: made at random the first time, the same ever after. */
export function keepSecrets(dir: string): Secrets {
  const file = join(dir, 'secrets.json')
  if (existsSync(file)) return Value.Parse(Secrets, JSON.parse(readFileSync(file, 'utf8')))
  const made = { surveySecret: make(), operatorKey: make(), ownerKey: make(), psmKey: make(), partnerKey: make() }
  writeFileSync(`${file}.new`, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return made
}

function make(): string {
  return randomBytes(32).toString('base64url')
}
