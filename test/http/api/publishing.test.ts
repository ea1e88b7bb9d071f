import { describe, expect, it } from 'vitest'
import { dayAt } from '../../../src/domain/calendar.ts'
import { fasttrack } from '../../../src/programs/fasttrack/program.ts'
import { fasttrackReferrals } from '../../../src/programs/referrals/program.ts'
import { ada, portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'
import { contentsOf } from './contents.ts'

const world = useWorld({ day: '1 hour' })
const english = fasttrack.texts['en-US'] ?? {}
const takesEffect = { on: dayAt(new Date(), 'UTC'), override: 'a test does not wait' }
const next = { ...fasttrack, version: 2, takesEffect }

async function publish(program: unknown, role: 'owner' | 'operator' = 'owner') {
  return portal(world()).call('POST', '/v1/programs', {
    role,
    body: JSON.stringify(program),
    headers: { 'content-type': 'application/json' },
  })
}

describe('a published program', () => {
  it('[MX-01] can be published again without a change, and never with one', async () => {
    const before = await contentsOf(world().db)

    expect((await publish(fasttrack)).status).toBe(200)
    const changed = await publish({ ...fasttrack, standing: { ...fasttrack.standing, above: 10 } })

    expect(changed).toMatchObject({ status: 409, body: { type: 'urn:plaudit:problem:program.version-published' } })
    expect(changed.body.detail).toContain('publish version 2')
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it('[MX-01] cannot be changed or removed behind the API either', async () => {
    const { db } = world()

    await expect(db.updateTable('programs').set({ version: 7 }).execute()).rejects.toThrow('programs only grows')
    await expect(db.deleteFrom('programs').execute()).rejects.toThrow('programs only grows')
  })

  it('[MX-01] is read as it was published, by version', async () => {
    const { call } = portal(world())

    expect((await call('GET', '/v1/programs/fasttrack?version=1')).body).toEqual(JSON.parse(JSON.stringify(fasttrack)))
    expect((await call('GET', '/v1/programs/fasttrack?version=77')).status).toBe(404)
    expect((await call('GET', '/v1/programs/fasttrack?version=0')).status).toBe(400)
    expect((await call('GET', '/v1/programs/fasttrack?version=99999999999')).status).toBe(400)
    expect((await call('GET', '/v1/programs/unheard-of')).status).toBe(404)
  })

  it('[MX-01] that contradicts itself is refused at every place at once', async () => {
    const before = await contentsOf(world().db)
    const questions = [{ key: 'shown', type: 'nps', required: true }]

    const { status, body } = await publish({ ...next, survey: { ...fasttrack.survey, questions, closesAfter: 'soon' } })

    expect(status).toBe(422)
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining([
        '/survey/closesAfter',
        '/survey/questions/0/key',
        '/score/question',
        '/texts/de/question.shown',
      ]),
    )
    expect(await contentsOf(world().db)).toEqual(before)
  })

  it('[MX-01] is published once when ten ask for it at once, and once only when they differ', async () => {
    const program = { ...fasttrack, id: 'contested' }
    const same = await Promise.all(Array.from({ length: 10 }, () => publish(program)))
    expect(same.map(({ status }) => status).sort((a, b) => a - b)).toEqual([...Array<number>(9).fill(200), 201])

    const differing = await Promise.all(
      Array.from({ length: 5 }, (_, i) => publish({ ...program, version: 2, takesEffect, name: `Name ${i}` })),
    )
    expect(differing.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409, 409, 409])
  })
})

describe('a running engagement', () => {
  it('[MX-01] keeps the version it began with: its questions, its words, its score', async () => {
    const { call, open, name, reachGates, mail, tokenIn, answer, until } = portal(world())
    const old = await open('old')
    const questions = fasttrack.survey.questions
      .filter(({ key }) => key === 'recommend')
      .map((question) => ({ ...question, required: true }))
    const texts = {
      'en-US': {
        'survey.title': 'One question',
        'survey.intro': 'Just one.',
        'question.recommend': 'Would you?',
        'survey-invitation.subject': 'One question',
      },
    }
    const second = {
      ...next,
      survey: { ...fasttrack.survey, questions },
      score: { measure: 'nps', question: 'recommend' },
      standing: { rule: 'average', measure: 'nps', above: 0, window: '12 months' },
      texts,
    }
    expect((await publish(second)).status).toBe(201)
    const fresh = await open('fresh')

    const emails = { [old]: 'old@contoso.example', [fresh]: 'fresh@contoso.example' }
    for (const [id, email] of Object.entries(emails)) {
      await name(id, [{ ...ada, email }])
      await reachGates(id)
    }
    const oldToken = tokenIn(await mail('old@contoso.example', 'two minutes'))
    const freshToken = tokenIn(await mail('fresh@contoso.example', 'One question'))
    expect((await call('GET', `/v1/surveys/${oldToken}`)).body.questions).toHaveLength(7)
    expect((await call('GET', `/v1/surveys/${freshToken}`)).body.questions).toMatchObject([
      { key: 'recommend', text: 'Would you?' },
    ])
    await answer(oldToken, { overall: 4, recommend: 0 })
    await answer(freshToken, { recommend: 9 })

    await until(old, { program: { version: 1 }, outcome: 'scored', score: { measure: 'nsat', value: 200 } })
    await until(fresh, { program: { version: 2 }, outcome: 'scored', score: { measure: 'nps', value: 100 } })
    const opening = {
      program: 'fasttrack',
      partnerId: 'fabrikam',
      externalId: 'old',
      customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
      subject: { kind: 'workload', name: 'Exchange' },
    }
    expect(await call('POST', '/v1/engagements', { body: opening })).toMatchObject({
      status: 200,
      body: { id: old, program: { version: 1 } },
    })
  })
})

/** All there is of a fourth program. */
const quickcheck = `{
  "id": "quickcheck", "version": 1, "name": "Quick check", "source": "ours", "subject": "project", "catalogue": [],
  "opensOn": [{ "gate": "completed", "owedBy": "partner" }],
  "sender": { "name": "Quick check", "address": "check@surveys.plaudit.example", "replyTo": "help@surveys.plaudit.example" },
  "support": "help@surveys.plaudit.example",
  "contacts": { "email": "contact-request", "to": "psm", "atLeast": 2, "fields": ["email"], "followUps": [], "closesAfter": "5 days" },
  "survey": { "email": "survey-invitation", "to": "contact", "followUps": [], "closesAfter": "2 weeks",
    "questions": [{ "key": "again", "type": "nps", "required": true }] },
  "score": { "measure": "nps", "question": "again" },
  "standing": { "rule": "average", "measure": "nps", "above": 0, "window": "6 months" },
  "language": "de",
  "texts": { "de": { "survey.title": "Kurz gefragt", "survey.intro": "Eine Frage zu {service}.", "question.again": "Wieder mit {partner}?",
    "survey-invitation.subject": "Kurz gefragt" } }
}`

describe('a fourth program', () => {
  it('[MX-01] is JSON and nothing else: published, opened, asked and scored without a line of code', async () => {
    const { call, name, mail, tokenIn, answer, report, until } = portal(world())
    expect((await publish(JSON.parse(quickcheck), 'operator')).status).toBe(201)
    const body = {
      program: 'quickcheck',
      partnerId: 'fabrikam',
      externalId: 'q',
      customer: { id: 'contoso', name: 'Contoso', country: 'DE' },
      subject: { kind: 'project', name: 'Dach' },
    }
    const { id } = (await call('POST', '/v1/engagements', { body })).body
    await until(id, { stage: 'gates', waitingFor: { what: 'completed', owedBy: 'partner' } })
    await report(id, { type: 'completed' })
    await until(id, { stage: 'contacts', waitingFor: { what: 'contacts', owedBy: 'psm' } })
    await mail('nora@plaudit.example', '')

    const emails = ['a@contoso.example', 'b@contoso.example']
    expect(
      await name(
        id,
        emails.map((email) => ({ email })),
      ),
    ).toMatchObject({ body: { accepted: 2 } })
    for (const [i, email] of emails.entries())
      await answer(tokenIn(await mail(email, 'Kurz gefragt')), { again: i === 0 ? 10 : 7 })

    await until(id, {
      outcome: 'scored',
      program: { id: 'quickcheck', version: 1 },
      score: { measure: 'nps', value: 50, n: 2 },
    })
    expect(await world().workflow(id, 'quickcheck').result()).toBe('scored')
    expect(english['survey.title']).toBeDefined()
  })
})

describe('a referral program', () => {
  it('is refused with a brand that cannot be shown', async () => {
    const program = { ...fasttrackReferrals, version: 2, brand: { colour: '#ffff00' } }
    const options = {
      role: 'owner',
      body: JSON.stringify(program),
      headers: { 'content-type': 'application/json' },
    } as const

    const { status, body } = await portal(world()).call('POST', '/v1/referral-programs', options)

    expect({ status, errors: body.errors }).toMatchObject({ status: 422, errors: [{ field: '/brand/colour' }] })
  })
})
