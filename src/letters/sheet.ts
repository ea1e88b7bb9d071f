import { render, toPlainText } from '@react-email/render'
import { createElement, type ReactNode } from 'react'
import type { ShownLogo } from '../domain/brand.ts'
import type { Program } from '../domain/program.ts'
import type { Language } from '../locales/languages.ts'
import { bareAddress, mailbox } from './headers.ts'
import { Layout } from './Layout.tsx'
import type { Letter } from './letter.ts'
import { letterAccents } from './style.ts'

/** A letter's words, and between whom it goes. */
export type Sheet = {
  readonly language: Language
  /** Where this installation is reached. */
  readonly site: string
  readonly program: Pick<Program, 'sender' | 'brand'>
  readonly logo: ShownLogo | undefined
  /** The address it is sent from. */
  readonly from: string
  readonly to: string
  readonly subject: string
  /** What a mailbox shows beside the subject. */
  readonly preheader: string
  readonly footer: ReactNode
  readonly children: ReactNode
  readonly headers: Readonly<Record<string, string>>
}

/** Puts words on the sheet every letter is written on. The same words give the same bytes. */
export async function renderSheet({ site, logo, program, from, to, headers, ...words }: Sheet): Promise<Letter> {
  const { name, replyTo } = program.sender
  const sender = {
    wordmark: name,
    accents: letterAccents(program),
    logo: logo && { ...logo, url: `${site}${logo.url}` },
  }
  const html = await render(createElement(Layout, { ...words, ...sender }))
  return {
    from: mailbox({ name, address: from }),
    to: bareAddress(to),
    replyTo: bareAddress(replyTo),
    subject: words.subject,
    html,
    text: toPlainText(html, { selectors: asText }),
    headers,
  }
}

/** Headings as they are written, and figures in columns. */
const asText = [
  { selector: 'h1', options: { uppercase: false } },
  { selector: 'table.figures', format: 'dataTable', options: { uppercaseHeaderCells: false } },
]
