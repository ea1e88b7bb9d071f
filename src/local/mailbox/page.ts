import { type Html, html } from './html.ts'
import type { Message } from './message.ts'

/** The ways to look at a mail. */
export const views = ['html', 'text', 'headers'] as const
export type View = (typeof views)[number]

type Inbox = {
  readonly messages: readonly Message[]
  /** The address the list is narrowed to; empty for all. */
  readonly to: string
  readonly chosen: Message | undefined
  readonly view: View | undefined
}

const shown = 200
const names = { html: 'HTML', text: 'Plain text', headers: 'Headers' } as const satisfies Record<View, string>

/** The whole inbox page; it works without JavaScript, which only keeps the list fresh. */
export function inboxPage(inbox: Inbox): string {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${inbox.chosen ? `${inbox.chosen.subject} · ` : ''}Plaudit mailbox</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/inbox.css">
  <script src="/inbox.js" defer></script>
</head>
<body class="${inbox.chosen ? 'reading' : ''}">
  <header>
    <h1><a href="/">Plaudit <span>mailbox</span></a></h1>
    <p>Every letter stops here. Nothing leaves this machine. <a href="/dev/letters">All letters in all languages</a></p>
    <form action="/" role="search">
      <label for="to">To</label>
      <input id="to" name="to" type="email" value="${inbox.to}" placeholder="anna@example.com" autocomplete="off" spellcheck="false">
      <button>Filter</button>
      ${inbox.to === '' ? undefined : html`<a href="/">All mail</a>`}
    </form>
  </header>
  <nav id="list" aria-label="Mails">${list(inbox)}</nav>
  <main>${reading(inbox)}</main>
</body>
</html>`.markup
}

function reading(inbox: Inbox): Html | undefined {
  if (inbox.chosen) return mail(inbox.chosen, inbox)
  return inbox.messages.length === 0 ? undefined : html`<p class="hint">Choose a letter to read it.</p>`
}

function list({ messages, to, chosen }: Inbox): Html {
  if (messages.length === 0) return empty(to)
  const lines = messages
    .slice(0, shown)
    .map((message) => line(message, to, message.id === chosen?.id ? 'page' : 'false'))
  const total = messages.length === 1 ? '1 letter' : `${messages.length.toLocaleString('en-GB')} letters`
  const more = messages.length > shown ? `, the newest ${shown} shown` : ''
  return html`<p class="count">${total}${more}</p><ol>${lines}</ol>`
}

function empty(to: string): Html {
  if (to !== '') return html`<p class="empty"><strong>No letter to ${to}</strong>It may still be on its way.</p>`
  return html`<p class="empty"><strong>No letters yet</strong>What Plaudit sends to partners, customers and managers appears here.</p>`
}

function line(message: Message, to: string, current: string): Html {
  return html`<li><a href="${link(message, to)}" aria-current="${current}">
    <strong>${message.subject}</strong>
    <span>${message.to.join(', ')}</span>
    ${moment(message)}
  </a></li>`
}

function mail(message: Message, { to, view }: Inbox): Html {
  const open = views.filter((name) => name === 'headers' || message[name] !== null)
  const current = open.find((name) => name === view) ?? open[0] ?? 'headers'
  const tabs = open.map(
    (name) =>
      html`<a href="${link(message, to, name)}" aria-current="${name === current ? 'page' : 'false'}">${names[name]}</a>`,
  )
  return html`<article>
    <h2>${message.subject}</h2>
    <p class="people">${message.from} → ${message.to.join(', ')} ${moment(message)}</p>
    <p class="tabs">${tabs}</p>
    ${content(message, current)}
    ${files(message)}
  </article>`
}

function content(message: Message, view: View): Html {
  if (view === 'text') return html`<pre>${message.text ?? ''}</pre>`
  if (view === 'headers') return headers(message)
  return html`<iframe title="The letter" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${message.id}/html"></iframe>`
}

function files({ attachments = [] }: Message): Html | undefined {
  if (attachments.length === 0) return undefined
  const links = attachments.map(
    ({ filename, contentType, content: file }) =>
      html`<li><a download="${filename}" href="data:${contentType};base64,${file}">${filename}</a></li>`,
  )
  return html`<ul class="files" aria-label="Attachments">${links}</ul>`
}

function headers(message: Message): Html {
  const all = {
    From: message.from,
    To: message.to.join(', '),
    Cc: message.cc.join(', '),
    Bcc: message.bcc.join(', '),
    'Reply-To': message.replyTo.join(', '),
    Subject: message.subject,
    Date: message.createdAt,
    ...message.headers,
    Tags: message.tags.map(({ name, value }) => `${name}=${value}`).join(', '),
    'Resend id': message.id,
  }
  const filled = Object.entries(all).filter(([, value]) => value !== '')
  return html`<dl>${filled.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

function link(message: Message, to: string, view?: View): string {
  const query = new URLSearchParams({ ...(to && { to }), ...(view && { view }) }).toString()
  return `/inbox/${message.id}${query && `?${query}`}`
}

function moment({ createdAt }: Message): Html {
  const at = new Date(createdAt)
  const today = at.toDateString() === new Date().toDateString()
  const day = today ? '' : `${at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, `
  return html`<time datetime="${createdAt}">${day}${at.toLocaleTimeString('en-GB')}</time>`
}
