import { beforeAll, describe, expect, it } from 'vitest'
import { ledger } from '../support/ledger.ts'
import { contact, projects, ratings } from '../support/projects.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld({ day: '2s' })

beforeAll(async () => projects(world()).publish())

describe('a project', () => {
  it('[PC-01] is asked about on its own once it is set completed: the primary contact, by email', async () => {
    const { asked, until, mails } = projects(world())

    const { id } = await asked('alone')

    await until(id, { stage: 'survey', waitingFor: { what: 'answers', owedBy: 'customer' } })
    expect(await mails('alone-second@contoso.example')).toEqual([])
  })

  it.each([
    ['no contact', [], ['/contacts/primary', '/contacts/secondary']],
    ['one contact', [contact('one')], ['/contacts/secondary']],
    ['two who are both primary', [contact('p1'), contact('p2')], ['/contacts/secondary']],
    [
      'one who may not be asked',
      [{ ...contact('n1'), surveyEligible: 'no' }, contact('n2', 'secondary')],
      ['/contacts/primary'],
    ],
  ])('[PC-02] cannot be set completed with %s, and says what is missing', async (what, contacts, missing) => {
    const { openProject, name, complete, see } = projects(world())
    const id = await openProject(`missing: ${what}`.replaceAll(/[ :]/g, '-'))
    if (contacts.length > 0) await name(id, contacts)

    const refused = await complete(id)

    expect(refused).toMatchObject({ status: 409, body: { type: 'urn:plaudit:problem:contacts.missing' } })
    expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual(missing)
    expect((await see(id)).gates).toMatchObject([{ gate: 'completed', reached: false }])
  })

  it('[PC-02] takes no contact without consent', async () => {
    const { openProject, name } = projects(world())
    const { consentAt: _, consentSource: __, ...silent } = contact('silent')

    const { body } = await name(await openProject('silent'), [silent])

    expect(body.accepted).toBe(0)
    expect(body.rejected.map(({ field }: { field: string }) => field)).toEqual(['consentAt', 'consentSource'])
  })

  it('[PC-03] says how it was delivered, in words of the program', async () => {
    const { openProject, call } = projects(world())
    const subject = { kind: 'project', name: 'x' }
    const opening = { program: 'partner-csat', partnerId: 'fabrikam', customer: { id: 'c', name: 'C', country: 'DE' } }

    for (const [i, delivery] of [undefined, 'by magic'].entries()) {
      const body = { ...opening, externalId: `delivery-${i}`, subject: { ...subject, ...(delivery && { delivery }) } }
      expect(await call('POST', '/v1/engagements', { body })).toMatchObject({
        status: 422,
        body: { type: 'urn:plaudit:problem:engagement.delivery-unknown', errors: [{ field: '/subject/delivery' }] },
      })
    }
    expect(await openProject('written-otherwise', { delivery: 'OWN' })).toBeDefined()
  })

  it.each([
    ['own', null],
    ['partner-to-partner for internal use', null],
    ['outsourcer for an ISV', null],
    ['partner-to-partner', 'delivery'],
    ['subcontracted', 'delivery'],
  ])('[PC-03] that was delivered as %s is scored, and counts unless excluded: %s', async (delivery, excluded) => {
    const { asked, rate, until, evidenceOf } = projects(world())
    const { id, token } = await asked(`as-${delivery.replaceAll(' ', '-')}`, { delivery })

    await rate(token, 5)

    await until(id, { outcome: 'scored', score: { measure: 'mean', value: 5 } })
    expect(await evidenceOf(id)).toEqual({ kind: 'project', value: 5, excluded, organisation: 'contoso' })
  })
})

describe('its score', () => {
  it('[PC-05] is the mean of what was rated, without N/A, without the text', async () => {
    const { asked, call, until } = projects(world())
    const { id, token } = await asked('mean')
    const answers = { ...ratings(null), overall: 5, quality: 4, planning: 3, experience: 'Do it.' }

    const answer = await call('POST', `/v1/surveys/${token}/responses`, { body: { answers } })

    expect(answer.status).toBe(201)
    await until(id, { outcome: 'scored', score: { value: 4, n: 3 } })
  })

  it('[PC-05] does not exist when all is N/A, which is an answer and no silence', async () => {
    const { asked, rate, until, evidenceOf } = projects(world())
    const { id, token } = await asked('nothing-fits')

    await rate(token, null)

    await until(id, { stage: 'closed', outcome: 'no-score', score: null })
    expect(await evidenceOf(id)).toBeUndefined()
  })

  it('[PC-05] needs a rating or N/A for each question: what is missing is named', async () => {
    const { asked, call } = projects(world())
    const { token } = await asked('gaps')
    const { overall: _, ...rest } = ratings(4)

    const refused = await call('POST', `/v1/surveys/${token}/responses`, { body: { answers: rest } })

    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: '/answers/overall' }] } })
    expect(refused.body.errors[0].expected).toContain('or null for N/A')
  })
})

describe('its partner', () => {
  it('[PC-12] is told once that a survey came back, without the answers', async () => {
    const { asked, call, until, mail } = projects(world())
    const { id, token } = await asked('returned')
    const answers = { ...ratings(2), experience: 'the umbrella of the consultant' }

    await call('POST', `/v1/surveys/${token}/responses`, { body: { answers } })

    const notice = await mail('projects@fabrikam.example', 'A survey has come back: returned')
    expect(notice.text).toContain(`/console/engagements/${id}`)
    expect(notice.text).not.toMatch(/umbrella|returned-first|Weak|\/s\//)
    await until(id, { outcome: 'scored' })
    expect(await ledger(world()).count(id, 'survey-returned to partner: sent')).toBe(1)
  })

  it('[PC-10] sends the survey again as often as it likes until it is answered', async () => {
    const { asked, call, rate, until, mails } = projects(world())
    const { id, token } = await asked('again')
    const invitations = async () => (await mails('again-first@contoso.example')).length

    for (const count of [2, 3, 4]) {
      expect((await call('POST', `/v1/engagements/${id}/resend`)).status).toBe(202)
      await expect.poll(invitations, { timeout: 30_000 }).toBe(count)
    }
    await rate(token, 4)
    await until(id, { outcome: 'scored' })

    expect((await call('POST', `/v1/engagements/${id}/resend`)).status).toBe(409)
  })
})

describe('a later answer', () => {
  it('[PC-10] replaces the earlier one, which the operator still reads, and the evidence follows', async () => {
    const { asked, rate, until, operator, evidenceOf, call } = projects(world())
    const { id, token } = await asked('twice')
    await rate(token, 2)
    await until(id, { outcome: 'scored', score: { value: 2 } })
    expect((await call('POST', `/v1/engagements/${id}/reopen`)).status).toBe(403)

    expect(await operator.call('POST', `/v1/engagements/${id}/reopen`)).toMatchObject({ status: 202 })
    await until(id, { stage: 'survey' })
    await rate(token, 5)

    await until(id, { outcome: 'scored', score: { value: 5 } })
    expect(await evidenceOf(id)).toMatchObject({ value: 5, excluded: null })
    const all = (await operator.call('GET', `/v1/engagements/${id}/responses`)).body.responses
    expect(all).toMatchObject([
      { answers: { overall: 2 }, supersededAt: expect.any(String) },
      { answers: { overall: 5 }, contact: expect.stringMatching(/^ctc_/) },
    ])
    expect((await call('GET', `/v1/engagements/${id}/responses`)).body.responses).toMatchObject([
      { answers: { overall: 5 } },
    ])
  })
})
