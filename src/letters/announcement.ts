import { isGiftOffered } from '../domain/gift.ts'
import type { Program } from '../domain/program.ts'
import { findProgramText, programLanguage } from '../domain/programTexts.ts'
import { message } from '../locales/index.ts'
import type { Language } from '../locales/languages.ts'
import { money } from '../locales/money.ts'
import { nameIn } from '../locales/names.ts'

/** A letter in plain text that partners may change and send to their customer before we write: who will write, with which subject,
 *  how much there is to answer, what may be chosen after that, and where to look for it. */
export type Announcement = { readonly language: Language; readonly subject: string; readonly text: string }

/** What an announcement is about. */
type Announced = {
  readonly language: Language
  readonly partner: string
  readonly customer: { readonly name: string; readonly country: string }
  readonly service: string
  /** Whether all gifts of the program were chosen. */
  readonly isGiftUsedUp: boolean
  /** Decides whether a promotion still lasts. */
  readonly now: Date
}

/** @source FT-12 */
export function announcementOf(
  program: Program,
  { language: wanted, customer, now, ...given }: Announced,
): Announcement {
  const language = programLanguage(program, wanted)
  const names = {
    partner: nameIn(language, given.partner),
    customer: nameIn(language, customer.name),
    service: nameIn(language, given.service),
    sender: nameIn(language, program.sender.name),
  }
  const subject =
    findProgramText(program, language, 'survey-invitation.subject', names) ??
    message(language, 'survey-invitation.subject', names)
  const email = message(language, 'announcement.email', { address: program.sender.address, subject })
  const { gift } = program
  const paragraphs = [
    message(language, 'announcement.greeting'),
    `${message(language, 'announcement.coming', names)} ${email}`,
    message(language, 'announcement.length', { count: program.survey.questions.length }),
    ...(isGiftOffered(gift, { country: customer.country, isUsedUp: given.isGiftUsedUp, now })
      ? [message(language, 'announcement.gift', { amount: money(language, gift) })]
      : []),
    message(language, 'announcement.junk'),
    message(language, 'announcement.thanks'),
    `${message(language, 'letter.regards')}\n${given.partner}`,
  ]
  return { language, subject: message(language, 'announcement.subject', names), text: paragraphs.join('\n\n') }
}
