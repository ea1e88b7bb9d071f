import { createHash } from 'node:crypto'

/** A person as the database knows them over engagements and programs: the SHA-256 of their address, however it is written. */
export function hashOfAddress(address: string): Buffer {
  return createHash('sha256').update(address.trim().toLowerCase()).digest()
}
