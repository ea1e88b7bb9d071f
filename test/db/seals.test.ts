import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { record } from '../../src/db/audit.ts'
import type { Database, Db } from '../../src/db/database.ts'
import { checkSeals } from '../../src/db/sealCheck.ts'
import { auditHead, entryText, sealAudit, sealOf } from '../../src/db/seals.ts'
import { ownDatabase } from '../support/database.ts'

let db: Db
let url = ''

beforeAll(async () => {
  const own = await ownDatabase()
  db = own.db
  url = own.url
})

beforeEach(async () => {
  await asSuperuser((tx) => sql`truncate audit, audit_seals`.execute(tx))
})

afterAll(async () => {
  await db.destroy()
})

/** What only somebody can do who owns the database: without triggers, without foreign keys. */
async function asSuperuser(tamper: (tx: Transaction<Database>) => Promise<unknown>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`alter table audit disable trigger audit_only_grows`.execute(tx)
    await sql`alter table audit_seals disable trigger audit_seals_only_grow`.execute(tx)
    await tamper(tx)
    await sql`alter table audit enable trigger audit_only_grows`.execute(tx)
    await sql`alter table audit_seals enable trigger audit_seals_only_grow`.execute(tx)
  })
}

async function write(count: number): Promise<readonly string[]> {
  for (let i = 0; i < count; i += 1) await record(db, { actor: 'test', what: 'happened', about: { i, ratio: 1.5 } })
  return ids()
}

async function ids(): Promise<readonly string[]> {
  const rows = await db.selectFrom('audit').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

async function seal(limit = 1_000) {
  return sealAudit(db, { limit })
}

/** Seals until so many entries are: a transaction of another test file, in the same server, may keep the newest waiting. */
async function untilSealed(count: number) {
  const sealed = async () => {
    await seal()
    return (await auditHead(db))?.position ?? 0
  }
  await expect.poll(sealed).toBe(count)
  return auditHead(db)
}

/** The npm script, on the database of this test. */
async function verify(...args: readonly string[]) {
  const env = { ...process.env, DATABASE_URL: url }
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/audit.ts', ...args], { env })
  return run.then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  )
}

describe('the chain of the audit trail', () => {
  it('[MX-10] grows by what was written since, batch by batch, and is unbroken', async () => {
    expect(await seal()).toEqual({ sealed: 0, head: undefined })
    await write(7)

    let most = 0
    const sealSome = async () => {
      const { sealed, head } = await seal(5)
      most = Math.max(most, sealed)
      return head?.position
    }
    await expect.poll(sealSome).toBe(7)
    expect(most).toBeLessThanOrEqual(5)
    expect((await seal(5)).sealed).toBe(0)

    expect(await checkSeals(db)).toEqual({
      entries: 7,
      seals: 7,
      unsealed: 0,
      head: (await auditHead(db))?.hash,
      broken: undefined,
    })
  })

  it('[MX-10] loses no entry of a long transaction, and does not wait for it', async () => {
    await write(1)
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    let begun = () => {}
    const written = new Promise<void>((resolve) => {
      begun = resolve
    })
    const slow = db.transaction().execute(async (tx) => {
      await record(tx, { actor: 'slow', what: 'happened' })
      begun()
      await finished
    })
    await written
    await write(2)

    await untilSealed(1)
    expect((await seal()).sealed).toBe(0) // what came after the slow one began waits its turn
    finish()
    await slow
    await untilSealed(4)
    expect(await checkSeals(db)).toMatchObject({ entries: 4, seals: 4, unsealed: 0, broken: undefined })
  })

  it('[MX-10] stays one chain while many write and several seal', async () => {
    const writers = Array.from({ length: 4 }, () => write(50))
    const sealers = Array.from({ length: 40 }, () => seal(20))
    await Promise.all([...writers, ...sealers])
    await untilSealed(200)

    expect(await checkSeals(db)).toMatchObject({ entries: 200, seals: 200, unsealed: 0, broken: undefined })
  })

  it('goes on in a server the trail was restored into, whose transactions count from lower numbers', async () => {
    const [old = ''] = await write(1)
    await asSuperuser((tx) => tx.updateTable('audit').set({ transaction: '900000000000' }).execute())
    const { text } = await db.selectFrom('audit as a').select(entryText.as('text')).executeTakeFirstOrThrow()
    const hash = Buffer.from(sealOf('00'.repeat(32), text), 'hex')
    await db.insertInto('audit_seals').values({ audit_id: old, position: '1', hash }).execute()
    await write(3)

    expect((await checkSeals(db)).broken).toBeUndefined()
    expect((await seal(2)).sealed).toBe(2)
    await untilSealed(4) // whoever else has a transaction open on this server holds up the rest
    await write(1)
    await untilSealed(5)
    expect(await checkSeals(db)).toMatchObject({ entries: 5, seals: 5, unsealed: 0, broken: undefined })
  })

  it('only grows, for everybody who is not the owner of the database', async () => {
    await write(1)
    await untilSealed(1)

    for (const table of ['audit', 'audit_seals'] as const) {
      await expect(db.deleteFrom(table).execute()).rejects.toThrow(`${table} only grows`)
      await expect(sql`truncate ${sql.table(table)} cascade`.execute(db)).rejects.toThrow('only grows')
    }
    await expect(db.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow('audit only grows')
  })
})

describe('somebody who owns the database', () => {
  type Ids = readonly [string, string, string, string, string]
  const tampering: Readonly<Record<string, (tx: Transaction<Database>, ids: Ids) => Promise<unknown>>> = {
    'changes what an entry says': (tx, [, , id]) =>
      tx
        .updateTable('audit')
        .set({ about: JSON.stringify({ i: 9 }) })
        .where('id', '=', id)
        .execute(),
    'changes by a microsecond when it was': (tx, [, , id]) =>
      sql`update audit set at = at + interval '1 microsecond' where id = ${id}`.execute(tx),
    'changes a hash': (tx, [, , id]) =>
      tx
        .updateTable('audit_seals')
        .set({ hash: Buffer.alloc(32) })
        .where('audit_id', '=', id)
        .execute(),
    'removes an entry': (tx, [, , id]) => tx.deleteFrom('audit').where('id', '=', id).execute(),
    'exchanges an entry': async (tx, [, , id]) => {
      await tx.deleteFrom('audit').where('id', '=', id).execute()
      await sql`insert into audit (id, actor, what, about) overriding system value values (${id}, 'x', 'y', '{}')`.execute(
        tx,
      )
    },
  }

  it.each(Object.entries(tampering))('[MX-10] is found out when they: %s', async (_, tamper) => {
    const [a = '', b = '', c = '', d = '', e = ''] = await write(5)
    await untilSealed(5)

    await asSuperuser((tx) => tamper(tx, [a, b, c, d, e]))

    const { code, stdout } = await verify()
    expect(code).toBe(1)
    expect(stdout).toContain(`BROKEN    entry ${c}: `)
  })

  it('[MX-10] is found out when they remove an entry together with its seal', async () => {
    const [, , c = '', d = ''] = await write(5)
    await untilSealed(5)

    await asSuperuser(async (tx) => {
      await tx.deleteFrom('audit').where('id', '=', c).execute()
      await tx.deleteFrom('audit_seals').where('audit_id', '=', c).execute()
    })

    expect((await checkSeals(db)).broken).toEqual({ entry: d, how: 'removed' })
  })

  it('[MX-10] is found out when they insert an entry in between', async () => {
    const [first = ''] = await write(5)
    await untilSealed(5)

    await sql`insert into audit (id, actor, what, about, transaction) overriding system value
      select 0, 'forger', 'happened', '{}', transaction from audit where id = ${first}`.execute(db)

    expect((await checkSeals(db)).broken).toEqual({ entry: '0', how: 'inserted' })
    expect((await seal()).sealed).toBe(0)
  })

  it('[MX-10] is found out by a head noted elsewhere when they cut the end off, or make the chain anew', async () => {
    const [, , , d = ''] = await write(5)
    const noted = (await untilSealed(5))?.hash ?? ''
    await write(2)
    await untilSealed(7)
    expect((await verify('--head', noted)).code).toBe(0)

    await asSuperuser(async (tx) => {
      await tx.deleteFrom('audit_seals').where('audit_id', '>=', d).execute()
      await tx.deleteFrom('audit').where('id', '>=', d).execute()
    })

    expect((await verify()).code).toBe(0)
    const { code, stdout } = await verify('--head', noted)
    expect([code, stdout.split('\n').at(-2)]).toEqual([1, 'BROKEN    entry after 3: head unknown'])
  })

  it('is told the truth: what the command prints', async () => {
    await write(2)
    const head = await untilSealed(2)
    await write(1)

    const { code, stdout } = await verify()

    expect(code).toBe(0)
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'entries   3',
      'sealed    2',
      'unsealed  1',
      `head      ${head?.hash}`,
    ])
  })
})
