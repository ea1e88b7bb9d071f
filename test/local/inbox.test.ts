import { describe, expect, it, onTestFinished } from 'vitest'
import { buildMailbox } from '../../src/local/mailbox/app.ts'

const letter = { from: 'Plaudit <programs@plaudit.example>', to: 'anna@customer.example' }

function mailbox() {
  const app = buildMailbox({})
  onTestFinished(() => app.close())
  return app
}

describe('the inbox page', () => {
  it('escapes what senders write and shows their HTML only in a frame that runs nothing', async () => {
    const app = mailbox()
    const sent = await app.inject({
      method: 'POST',
      url: '/emails',
      headers: { authorization: 'Bearer re_local' },
      payload: { ...letter, subject: '<script>alert(1)</script>', html: '<head></head><script>x</script>' },
    })
    const { id } = sent.json<{ id: string }>()

    const page = await app.inject(`/inbox/${id}`)
    const frame = await app.inject(`/messages/${id}/html`)

    expect(page.body).not.toContain('<script>alert')
    expect(page.body).toContain(`src="/messages/${id}/html"`)
    expect(frame.headers['content-security-policy']).toContain("default-src 'none'")
    expect(frame.headers['content-security-policy']).not.toContain('allow-scripts')
    expect(frame.body).toBe('<head><base target="_blank"></head><script>x</script>')
  })

  it('says so when there is nothing', async () => {
    const app = mailbox()

    expect((await app.inject('/')).body).toContain('No letters yet')
    expect((await app.inject('/?to=anna@customer.example')).body).toContain('No letter to anna@customer.example')
    expect((await app.inject('/inbox/unknown')).statusCode).toBe(404)
  })
})
