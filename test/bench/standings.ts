import type pg from 'pg'
import { assessAll } from '../../src/db/assessAll.ts'
import { openDatabase } from '../../src/db/database.ts'
import { findProgram } from '../../src/db/programs.ts'
import { keepSecrets } from '../../src/local/secrets.ts'
import { type Ground, openGround } from './ground.ts'
import { type Call, callTo } from './http.ts'
import { layPartners } from './population.ts'
import { setUp } from './product.ts'
import type { Size } from './size.ts'
import { type Figures, median, type Row, type Section } from './table.ts'
import { tell } from './tell.ts'

const programs = ['fasttrack', 'csat-index'] as const

/** Standings of partners with many responses: one over the API, and all of a program one after the other. */
export async function standings({ quick }: Size): Promise<Section> {
  const size = quick ? { responses: 10_000, partners: 50 } : { responses: 1_000_000, partners: 5_000 }
  const ground = await openGround()
  try {
    const product = await setUp(ground)
    for (const program of programs) {
      tell(`${size.responses} responses under ${program}`)
      await lay(ground.db, { ...size, program })
    }
    await ground.db.query('vacuum analyze evidence, partners, memberships')
    await product.startApi()
    const call = callTo(product.url, { key: keepSecrets(ground.dir).ownerKey })
    const rows: Row[] = []
    for (const program of programs) {
      rows.push(...oneRows(program, await timeOne(call, { program, partners: size.partners })))
      rows.push(allRow(program, await timeAll(ground, { program, rounds: quick ? 1 : 3 })))
    }
    return { name: 'standings', rows }
  } finally {
    await ground.close()
  }
}

type Laid = { readonly program: string; readonly responses: number; readonly partners: number }

/** Lays partners, memberships and responses of the last year down as the API would have. Every tenth response counts no more. */
async function lay(db: pg.Pool, { program, responses, partners }: Laid): Promise<void> {
  await layPartners(db, partners)
  await db.query(
    `insert into memberships (partner_id, program_id, renews_on)
     select 'p-' || i, $1, to_char(now() + make_interval(days => i % 365 + 1), 'YYYY-MM-DD')
     from generate_series(0, $2::int - 1) i`,
    [program, partners],
  )
  await db.query(
    `insert into evidence (id, program_id, partner_id, kind, source, organisation, value, at, excluded, excluded_at)
     select 'evd_' || $1 || i, $1, 'p-' || i % $3::int, 'response', 'res_' || $1 || i, 'org-' || i / $3::int % 30,
       1 + i / $3::int * 7 % 4, now() - make_interval(hours => i % 8760),
       case when i / $3::int % 10 = 0 then 'superseded' end, case when i / $3::int % 10 = 0 then now() end
     from generate_series(0, $2::int - 1) i`,
    [program, responses, partners],
  )
}

/** Milliseconds of single standings over the API, each of another partner, in turns with the plainest call there is. */
async function timeOne(call: Call, { program, partners }: Pick<Laid, 'program' | 'partners'>) {
  const [standings, plain]: [number[], number[]] = [[], []]
  for (let i = 0; i < 220; i += 1) {
    const partner = `/v1/partners/p-${(i * 37) % partners}`
    const [one, other] = [await time(call, `${partner}/standings/${program}`), await time(call, partner)]
    if (i >= 20) standings.push(one)
    if (i >= 20) plain.push(other)
  }
  return { standings, plain }
}

async function time(call: Call, path: string): Promise<number> {
  const began = performance.now()
  await call('GET', path)
  return performance.now() - began
}

/** Seconds to recompute the standings of every partner. */
async function timeAll(
  ground: Ground,
  { program: id, rounds }: { readonly program: string; readonly rounds: number },
): Promise<Figures> {
  const db = openDatabase(ground.postgres.url, { connections: 2 })
  try {
    const program = await findProgram(db, id)
    if (!program) throw new Error(`${id} is not published`)
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now()
      let count = 0
      for await (const { standing } of assessAll(db, { program, asOf: new Date() })) count += standing.n > 0 ? 1 : 0
      times.push((performance.now() - began) / 1000)
      tell(`${count} standings under ${id}: ${times.at(-1)?.toPrecision(3)} s`)
    }
    return times
  } finally {
    await db.destroy()
  }
}

function oneRows(program: string, { standings, plain }: { standings: Figures; plain: Figures }): readonly Row[] {
  const what = `one standing over the API, ${program}`
  const baseline = { name: 'GET of a partner', figures: plain }
  const slow = { ...baseline, figures: [late(plain)] }
  const budget = { says: '≤ 50', met: median(standings) <= 50 }
  return [
    { what, unit: 'ms', ours: standings, baseline, budget },
    { what: `${what}: 99 %`, unit: 'ms', ours: [late(standings)], baseline: slow },
  ]
}

/** What 99 of 100 are quicker than. */
function late(times: Figures): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0
}

function allRow(program: string, times: Figures): Row {
  const budget = { says: '< 60', met: Math.max(...times) < 60 }
  return { what: `all standings of ${program}`, unit: 's', ours: times, budget }
}
