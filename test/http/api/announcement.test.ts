import { describe, expect, it } from 'vitest'
import { createKey } from '../../../src/db/keys.ts'
import { portal } from '../../support/portal.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld({ day: '1 hour' })

describe('the announcement of a survey', () => {
  it('[FT-12] says who will write, with which subject, how much there is to answer and where to look', async () => {
    const { open, call } = portal(world())
    const id = await open('announced')

    const { status, body } = await call('GET', `/v1/engagements/${id}/announcement`)

    expect(status).toBe(200)
    expect(body).toMatchObject({ language: 'en-US', subject: 'A short survey about Exchange' })
    for (const words of [
      'Microsoft FastTrack Center will ask you by email',
      'from fasttrack-center@surveys.plaudit.example, with the subject “It only takes two minutes”',
      '7 questions',
      'junk folder',
      'Kind regards\nFabrikam',
    ])
      expect(body.text).toContain(words)
    expect(body.survey).toMatchObject({ from: 'fasttrack-center@surveys.plaudit.example' })
    expect(body.survey.questions).toHaveLength(7)
  })

  it('[FT-12, MX-08] is in the language asked for, or names those there are', async () => {
    const { open, call } = portal(world())
    const id = await open('announced-in-german')

    const german = await call('GET', `/v1/engagements/${id}/announcement?language=de`)
    const klingon = await call('GET', `/v1/engagements/${id}/announcement?language=tlh`)

    expect(german.body).toMatchObject({ language: 'de', subject: 'Eine kurze Umfrage zu Exchange' })
    expect(klingon).toMatchObject({ status: 400, body: { errors: [{ field: '/language' }] } })
  })

  it('[MX-09] is not there for other partners', async () => {
    const id = await portal(world()).open('not-yours')
    const { key } = await createKey(world().db, { role: 'partner', partnerIds: ['northwind'] })

    const headers = { authorization: `Bearer ${key}` }
    const answer = await portal(world()).call('GET', `/v1/engagements/${id}/announcement`, { headers })

    expect(answer.status).toBe(404)
  })
})
