import { surveyToken } from '../../src/domain/surveyToken.ts'
import { freePort } from '../../src/local/ports.ts'
import { local } from '../../src/local/settings.ts'
import { type Ground, openGround, startProgram } from './ground.ts'
import { callTo } from './http.ts'
import { answer, nameContacts, open } from './opening.ts'
import { type Product, setUp } from './product.ts'
import { doAll, rateOf, takeTurns } from './rounds.ts'
import type { Size } from './size.ts'
import { median, type Row, ratios, type Section } from './table.ts'

const contactsEach = 10
const atOnce = 32

/** Answers accepted a second, against a bare route with one INSERT. */
export async function responses({ quick }: Size): Promise<Section> {
  const [rounds, perRound] = quick ? [2, 200] : [7, 1_500]
  const ground = await openGround()
  try {
    const product = await setUp(ground)
    await product.startApi()
    const tokens = await openSurveys(ground, product, (rounds + 1) * perRound)
    const bare = await startBare(ground, product)
    const post = (base: string) => {
      const call = callTo(base, { connections: atOnce })
      let used = 0
      return () =>
        rateOf(perRound, atOnce, async () => {
          used += 1
          return call('POST', `/v1/surveys/${tokens[used - 1]}/responses`, answer)
        })
    }
    const of = await takeTurns({ ours: post(product.url), bare: post(bare) }, rounds)
    return { name: 'responses', rows: [row(of('ours'), of('bare'))] }
  } finally {
    await ground.close()
  }
}

function row(ours: readonly number[], bare: readonly number[]): Row {
  const ratio = ratios(ours, bare)
  return {
    what: 'responses accepted',
    unit: '/s',
    ours,
    baseline: { name: 'bare Fastify + INSERT', figures: bare },
    ratio,
    budget: { says: '≥ 0.5', met: median(ratio) >= 0.5 },
  }
}

/** Opens engagements and names contacts over the API. @returns the token of each survey, neighbours in different engagements */
async function openSurveys(ground: Ground, { call, secret }: Product, count: number): Promise<readonly string[]> {
  await doAll(Math.ceil(count / contactsEach), 8, async (i) => {
    await nameContacts(call, await open(call, 'fasttrack', `responses-${i}`), contactsEach)
  })
  const { rows } = await ground.db.query<{ id: string }>(
    `select id from invitations order by row_number() over (partition by engagement_id), engagement_id`,
  )
  return rows.map(({ id }) => surveyToken(secret, id))
}

async function startBare(ground: Ground, { environment }: Product): Promise<string> {
  const port = await freePort()
  await startProgram(ground, new URL('bare/main.ts', import.meta.url), { ...environment, PORT: String(port) }, { port })
  return local(port)
}
