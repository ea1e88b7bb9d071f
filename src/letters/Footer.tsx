import type { ReactNode } from 'react'
import { message } from '../locales/index.ts'
import { Address, Link, SmallPrint } from './parts.tsx'
import { type LetterProps, linkOf } from './props.ts'

/** Why the reader gets this letter, from whom, whom to ask; for contacts also how to get no more. */
export function Footer({ context, language, names }: LetterProps): ReactNode {
  const { program, recipient, engagement } = context
  const toContact = recipient.kind === 'contact'
  return (
    <>
      {toContact && <SmallPrint>{message(language, 'letter.because', names)}</SmallPrint>}
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
