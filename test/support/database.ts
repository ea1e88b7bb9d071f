import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Db, openDatabase } from '../../src/db/database.ts'

/** A database of a test file's own, with tables and programs in it, as it was when the run began. */
export async function ownDatabase(): Promise<{ readonly db: Db; readonly url: string; readonly name: string }> {
  const template = new URL(inject('postgres'))
  const admin = new URL(template)
  admin.pathname = '/postgres'
  const name = `test_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: admin.href })
  await client.connect()
  await client.query(`create database ${name} template ${template.pathname.slice(1)}`)
  await client.end()
  const own = new URL(template)
  own.pathname = `/${name}`
  return { db: openDatabase(own.href, { connections: 10 }), url: own.href, name }
}
