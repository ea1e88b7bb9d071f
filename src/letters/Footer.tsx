import type { ReactNode } from 'react'
import { message } from '../locales/index.ts'
import type { LetterContext } from './letter.ts'
import { Address, Link, SmallPrint } from './parts.tsx'
import { type LetterProps, linkOf } from './props.ts'

/** Why the reader gets this letter, from whom, whom to ask; for contacts also how to get no more. */
export function Footer({ context, language, names }: LetterProps): ReactNode {
  const { program, recipient, engagement } = context
  const toContact = recipient.kind === 'contact'
  return (
    <>
      {toContact && <SmallPrint>{message(language, reasonOf(context), names)}</SmallPrint>}
      <SmallPrint>{message(language, 'letter.sender', names)}</SmallPrint>
      <SmallPrint>
        {message(language, 'page.support')} <Address of={program.support} />
      </SmallPrint>
      {toContact ? (
        <SmallPrint>
          <Link href={linkOf(context, 'optOut')}>{message(language, 'form.opt-out')}</Link>
        </SmallPrint>
      ) : (
        <SmallPrint>{message(language, 'letter.reference', { id: engagement.id })}</SmallPrint>
      )}
    </>
  )
}

/** Contacts are named by the partner, or were said to have answered. */
function reasonOf({ kind }: LetterContext): 'letter.because' | 'letter.because-answered' {
  return kind === 'answer-confirmation' || kind === 'confirmation-reminder'
    ? 'letter.because-answered'
    : 'letter.because'
}
