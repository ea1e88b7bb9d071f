import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Portal, portal } from '../../src/local/demo/portal.ts'
import { keepSecrets } from '../../src/local/secrets.ts'
import { local } from '../../src/local/settings.ts'
import { type Stack, startStack } from '../../src/local/stack.ts'
import { ada, dan } from '../support/portal.ts'
import { settingsApart } from './stub/settings.ts'

type Settings = Awaited<ReturnType<typeof settingsApart>>

/** What leaves for an engagement whose first contact answers at once and whose second answers the reminder. */
const everyMail = [
  'ada@contoso.example: It only takes two minutes',
  'ada@contoso.example: Thank you for your answers',
  'dan@contoso.example: זה לוקח רק שתי דקות',
  'dan@contoso.example: תודה על תשובותיכם',
  'dan@contoso.example: תזכורת: זה לוקח רק שתי דקות',
  'projects@fabrikam.example: Please name contacts for Exchange at Contoso',
]

const ending = { stage: 'closed', outcome: 'scored', score: { measure: 'nsat', value: 100, n: 2 } }

describe('what was accepted', { timeout: 300_000 }, () => {
  it('[MX-13] comes to its end, each mail once, whichever process is killed on the way', async () => {
    const settings = await shortDays('1s')
    const stack = await started(settings)
    const visit = tour(settings)

    const id = await visit.open()
    await visit.reachGates(id)
    stack.kill('worker')
    await visit.mail('projects@fabrikam.example', 'Please name')
    await visit.name(id)
    stack.kill('server')
    await visit.mail(dan.email, 'שתי דקות')
    stack.kill('temporal')
    await visit.answer(ada.email, { overall: 4 })
    await visit.mail(ada.email, 'Thank you')
    stack.kill('worker')
    stack.kill('postgres')
    await visit.mail(dan.email, 'תזכורת')
    stack.kill('mailbox')
    stack.kill('temporal')
    await visit.answer(dan.email, { overall: 1 })

    await visit.until(id, ending)
    expect(await visit.mails()).toEqual(everyMail)
    await stack.stop()
  })

  it('[MX-13] goes on after its supervisor was killed, and after everything was stopped', async () => {
    const settings = await shortDays('2s')
    const supervisor = await supervised(settings)
    const visit = tour(settings)
    const id = await visit.open()
    await visit.reachGates(id)
    await visit.mail('projects@fabrikam.example', 'Please name')
    await visit.name(id)
    await visit.mail(dan.email, 'שתי דקות')

    supervisor.kill('SIGKILL')
    await once(supervisor, 'exit')
    const second = await started(settings)
    await visit.answer(ada.email, { overall: 4 })
    await second.stop()
    const third = await started(settings)
    await visit.mail(dan.email, 'תזכורת')
    await visit.answer(dan.email, { overall: 1 })

    await visit.until(id, ending)
    expect(await visit.mails()).toEqual(everyMail)
    await third.stop()
  })
})

/** @param day how long a program's day lasts: the survey is open for 44 of them */
async function shortDays(day: string): Promise<Settings> {
  return { ...(await settingsApart()), DAY: day, LOG_LEVEL: 'error' }
}

async function started(settings: Settings): Promise<Stack> {
  const stack = await startStack({ settings })
  onTestFinished(() => stack.stop())
  return stack
}

/** What `npm start` runs, until it says that all is up. */
async function supervised(settings: Settings): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('../../src/local/start.ts', import.meta.url))
  const variables = Object.entries(settings).map(([name, value]) => [name, String(value)])
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, ...Object.fromEntries(variables) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('Plaudit runs')) return child
  throw new Error('it ended instead of running')
}

/** In milliseconds: letters whose worker was killed while it sent them are tried again after two minutes (workflows/options.ts). */
const patience = 150_000

/** A portal and customers who try again while nobody answers, as real ones do. */
function tour({ PORT, MAILBOX_PORT, STATE_DIR }: Settings) {
  const reached = (): Portal =>
    portal({
      api: local(PORT),
      mailbox: local(MAILBOX_PORT),
      key: keepSecrets(STATE_DIR).partnerKey,
      partner: 'fabrikam',
    })
  const retried = <Result>(attempt: (to: Portal) => Promise<Result>): Promise<Result> =>
    vi.waitFor(() => attempt(reached()), { timeout: patience, interval: 250 })

  const exchange = { kind: 'workload', name: 'Exchange' }

  return {
    open: () =>
      retried((to) => to.open({ program: 'fasttrack', externalId: 'tour', customer: 'Contoso', subject: exchange })),
    async reachGates(id: string): Promise<void> {
      await retried((to) => to.report(id, { type: 'payment', status: 'completed', eventId: 'paid' }))
      await retried((to) => to.report(id, { type: 'milestone', percent: 10, eventId: 'ten-percent' }))
    },
    name: (id: string) => retried((to) => to.name(id, [ada, dan])),
    answer: (address: string, answers: Readonly<Record<string, number>>) =>
      retried(async (to) => to.answer(await to.surveyFor(address), answers)),
    mail: (address: string, subject: string) =>
      retried(async (to) => expect((await to.mails(address)).map((mail) => mail.subject).join()).toContain(subject)),
    until: (id: string, expected: object) => retried(async (to) => expect(await to.see(id)).toMatchObject(expected)),
    mails: () =>
      retried(async (to) => (await to.mails()).map(({ to: [first], subject }) => `${first}: ${subject}`).toSorted()),
  }
}
