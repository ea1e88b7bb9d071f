import pg from 'pg'
import { loadConfig } from '../../../src/config.ts'

const { DATABASE_URL, OPERATOR_KEY = '' } = loadConfig()
const client = new pg.Client({ connectionString: DATABASE_URL })
await client.connect()
await client.query('create table if not exists starts (at timestamptz default now())')
await client.query('insert into starts default values')
const { rows } = await client.query<{ count: string }>('select count(*) from starts')
await client.end()
process.stdout.write(JSON.stringify({ keys: { operator: OPERATOR_KEY }, starts: Number(rows[0]?.count) }))
