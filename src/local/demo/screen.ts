import { styleText } from 'node:util'
import type { Stack } from '../stack.ts'
import type { News, Playing } from './play.ts'
import type { EngagementSeen, StandingSeen } from './portal.ts'
import { offerEnding } from './referralWords.ts'
import type { ReferralSeen } from './referring.ts'

type Style = Parameters<typeof styleText>[0]

const colours = ['cyan', 'magenta', 'yellow', 'blue', 'green', 'red'] as const

/** Where the demo is seen: in colour on a terminal, plain elsewhere. */
export function screenOn(stream: NodeJS.WriteStream) {
  const paint = (style: Style, text: string) => (stream.isTTY ? styleText(style, text) : text)
  const write = (...lines: readonly string[]) => void stream.write(lines.map((line) => `${line}\n`).join(''))

  /** One line an event: when, where, what. */
  function events(news: readonly News[], began: Date): void {
    const lines = news.flatMap(({ name, lines }) => lines.map((line) => ({ name, ...line })))
    for (const { name, at, text } of lines.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
      const seconds = `+${((at.getTime() - began.getTime()) / 1000).toFixed(1)} s`.padStart(8)
      const colour = colours[news.findIndex((one) => one.name === name) % colours.length] ?? 'white'
      write(
        `${paint('dim', seconds)}  ${paint(colour, padded({ name }))}  ${text.startsWith('closed') ? paint('bold', text) : text}`,
      )
    }
  }

  /** How each ended, and whether that is how it had to end. */
  function endings(all: readonly Playing[], seen: readonly EngagementSeen[]): void {
    write('', paint('bold', `${'engagement'.padEnd(nameWidth)}  ${'outcome'.padEnd(14)}score`))
    for (const [i, one] of all.entries()) {
      const { outcome, score } = seen[i] ?? {}
      const row = `${padded(one)}  ${(outcome ?? 'open').padEnd(14)}${score ? figures(score) : ''}`.trimEnd()
      write(outcome === one.story.expected ? row : `${row}  ${paint('red', `✗ expected ${one.story.expected}`)}`)
    }
    write('')
  }

  /** Who was asked for a referral, and what came of it. */
  function referral(name: string, { state, offers }: ReferralSeen): void {
    write(paint('bold', `${'referral'.padEnd(nameWidth)}  ${'state'.padEnd(14)}offers`))
    write(`${padded({ name })}  ${state.padEnd(14)}${offers.map(offerEnding).join(', ')}`, '')
  }

  /** Where the partner stands under each program, and what does not count towards it. */
  function standings(seen: readonly StandingSeen[]): void {
    write(paint('bold', `${'standing'.padEnd(nameWidth)}  ${'met'.padEnd(14)}value`))
    for (const { program, met, value, measure, threshold, n, excluded, tier } of seen) {
      const due = measure === 'count' ? (threshold > 0 ? `at least ${threshold}; ` : '') : `above ${threshold}; `
      const left = excluded.length === 0 ? '' : `, without ${excluded.map(({ reason }) => reason).join(', ')}`
      const tiered = tier ? `; ${tier.score} points: ${tier.name ?? 'no tier'}` : ''
      write(
        `${program.id.padEnd(nameWidth)}  ${(met ? 'yes' : 'no').padEnd(14)}${value}  (${due}n = ${n}${left})${tiered}`,
      )
    }
    write('')
  }

  /** The page a customer was just asked on. */
  function asked(one: Playing, link: string): void {
    write(paint('dim', `${' '.repeat(8)}  ${padded(one)}  page of the customer: ${link}`))
  }

  return { write, events, asked, endings, referral, standings }
}

function figures({ measure, value, n, low, high }: NonNullable<EngagementSeen['score']>): string {
  return `${measure.toUpperCase()} ${value}  (n = ${n}, 95%: ${low} to ${high})`
}

/** Where to look, as long as the stack runs. */
export function links({ environment, setup }: Stack, all: readonly Playing[]): readonly string[] {
  const { PUBLIC_URL, RESEND_BASE_URL, TEMPORAL_UI_URL } = environment
  const workflow = ({ id, story }: Playing) =>
    `/namespaces/default/workflows/${encodeURIComponent(`${story.program}/${id}`)}`
  return [
    '',
    `  ${'Inbox'.padEnd(nameWidth)}  ${RESEND_BASE_URL}`,
    `  ${'Console'.padEnd(nameWidth)}  ${PUBLIC_URL}/console  (key: ${setup.keys['operator']})`,
    ...(TEMPORAL_UI_URL ? all.map((one) => `  ${padded(one)}  ${TEMPORAL_UI_URL}${workflow(one)}`) : []),
    '',
  ]
}

const nameWidth = 34

function padded({ name }: Pick<Playing, 'name'>): string {
  return name.padEnd(nameWidth)
}
