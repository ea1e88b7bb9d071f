import { createElement, type ReactNode } from 'react'
import { shownLogo } from '../../domain/brand.ts'
import type { MembershipLetterKind } from '../../domain/vocabulary.ts'
import { message } from '../../locales/index.ts'
import { oneClick } from '../headers.ts'
import type { Letter } from '../letter.ts'
import { renderSheet } from '../sheet.ts'
import type { MembershipContext } from './letter.ts'
import { MembershipFooter } from './MembershipFooter.tsx'
import { MonthlyReport } from './MonthlyReport.tsx'
import { type MembershipProps, membershipProps } from './props.ts'
import { RenewalNotice } from './RenewalNotice.tsx'
import { RulesAnnounced } from './RulesAnnounced.tsx'
import { StandingChanged } from './StandingChanged.tsx'

type Components = { readonly [K in MembershipLetterKind]: (props: MembershipProps<K>) => ReactNode }

/** The words of every letter about a membership. A new one is one file and one line here. */
const letters: Components = {
  'standing-changed': StandingChanged,
  'renewal-notice': RenewalNotice,
  'monthly-report': MonthlyReport,
  'rules-announced': RulesAnnounced,
}

/** Writes a letter about a membership. The same context gives the same bytes. */
export async function renderMembershipLetter<K extends MembershipLetterKind>(
  context: MembershipContext<K>,
): Promise<Letter> {
  const { kind, program, recipient, links } = context
  const props = membershipProps(context)
  const { language, names } = props
  const component: (props: MembershipProps<K>) => ReactNode = letters[kind]
  return renderSheet({
    language,
    site: context.site,
    program,
    logo: shownLogo(program),
    from: program.sender.address,
    to: recipient.address,
    subject: message(language, `${kind}.subject`, { ...names }),
    preheader: message(language, `${kind}.preheader`, names),
    footer: createElement(MembershipFooter, props),
    children: createElement(component, props),
    headers: links.stop === undefined ? {} : oneClick(links.stop),
  })
}
