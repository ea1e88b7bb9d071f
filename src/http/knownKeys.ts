import { createHash } from 'node:crypto'
import { type Db } from '../db/database.ts'
import { keyHashes } from '../db/keys.ts'

/** How often the keys are read anew, in milliseconds, however many ask. */
const readEvery = 10_000

/** The hashes of keys that are valid, so that telling a wrong key from a right one needs no query. A key that was taken back stays
 *  known for a while: being known opens nothing. */
export class KnownKeys {
  readonly #db: Db
  #hashes = new Set<string>()
  #reading: Promise<void> | undefined
  #readAt = 0

  constructor(db: Db) {
    this.#db = db
  }

  has(key: string): boolean {
    return this.#hashes.has(hashOf(key))
  }

  remember(key: string): void {
    this.#hashes.add(hashOf(key))
  }

  /** The same, after the database was asked, unless it was a moment ago. */
  async hasNow(key: string): Promise<boolean> {
    if (this.has(key)) return true
    if (performance.now() - this.#readAt > readEvery || this.#readAt === 0) this.#reading ??= this.#read()
    await this.#reading
    return this.has(key)
  }

  async #read(): Promise<void> {
    try {
      this.#hashes = new Set((await keyHashes(this.#db)).map((hash) => hash.toString('base64')))
      this.#readAt = performance.now()
    } finally {
      this.#reading = undefined
    }
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64')
}
