import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const Secrets = Type.Object({
  surveySecret: Type.String(),
  webhookSecret: Type.String(),
  operatorKey: Type.String(),
  ownerKey: Type.String(),
  psmKey: Type.String(),
  partnerKey: Type.String(),
  surveyManagerKey: Type.String(),
  delegateKey: Type.String(),
})

export type Secrets = Readonly<Static<typeof Secrets>>

/** The secrets of a state directory: made at random the first time, the same ever after. One that an older directory lacks is added. */
export function keepSecrets(dir: string): Secrets {
  const file = join(dir, 'secrets.json')
  const kept = existsSync(file) ? Value.Parse(Type.Partial(Secrets), JSON.parse(readFileSync(file, 'utf8'))) : {}
  if (Value.Check(Secrets, kept)) return kept
  const secrets = { ...makeAll(), ...kept }
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secrets
}

function makeAll(): Secrets {
  return {
    surveySecret: make(),
    webhookSecret: `whsec_${randomBytes(24).toString('base64')}`,
    operatorKey: make(),
    ownerKey: make(),
    psmKey: make(),
    partnerKey: make(),
    surveyManagerKey: make(),
    delegateKey: make(),
  }
}

function make(): string {
  return randomBytes(32).toString('base64url')
}
