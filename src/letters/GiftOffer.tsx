import type { ReactNode } from 'react'
import { longDate } from '../locales/dates.ts'
import { message } from '../locales/index.ts'
import { money } from '../locales/money.ts'
import { Action, Paragraph } from './parts.tsx'
import { type LetterProps, linkOf } from './props.ts'

/** Offers who answered the gift, where the letter has a link to it.
 *  @source FT-11 */
export function GiftOffer({ context, language }: Pick<LetterProps, 'context' | 'language'>): ReactNode {
  const { gift } = context.program
  if (!gift || context.links.gift === undefined) return undefined
  const date = longDate(language, new Date(gift.until))
  return (
    <>
      <Paragraph>{message(language, 'gift.letter', { amount: money(language, gift), date })}</Paragraph>
      <Action href={linkOf(context, 'gift')} language={language}>
        {message(language, 'gift.choose')}
      </Action>
    </>
  )
}
