import { Resend } from 'resend'
import { describe, expect, it, onTestFinished } from 'vitest'
import { buildMailbox } from '../../src/local/mailbox/app.ts'

const picture = Buffer.from('a picture').toString('base64')
const letter = {
  from: 'Plaudit <programs@plaudit.example>',
  to: 'anna@customer.example',
  subject: 'Your report',
  html: '<img src="cid:trend" alt="">',
  attachments: [{ filename: '"trend".png', content: picture, contentType: 'image/png', contentId: 'trend' }],
}

async function mailbox() {
  const app = buildMailbox({})
  onTestFinished(() => app.close())
  return { app, resend: new Resend('re_local', { baseUrl: await app.listen({ host: '127.0.0.1', port: 0 }) }) }
}

describe('a mail with a file', () => {
  it('shows it where its text says so, and hands it out', async () => {
    const { app, resend } = await mailbox()
    const { data } = await resend.emails.send(letter)

    const frame = await app.inject(`/messages/${data?.id}/html`)
    const page = await app.inject(`/inbox/${data?.id}`)

    expect(frame.body).toContain(`<img src="data:image/png;base64,${picture}" alt="">`)
    expect(page.body).toContain(`<a download="&#34;trend&#34;.png" href="data:image/png;base64,${picture}">`)
  })

  it('is not taken in a batch, as Resend takes none there', async () => {
    const { app, resend } = await mailbox()

    const { error } = await resend.batch.send([letter])

    expect(error?.message).toContain('`attachments`')
    expect((await app.inject('/messages')).json()).toEqual([])
  })
})
