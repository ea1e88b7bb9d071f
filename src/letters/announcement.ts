import type { Program } from '../domain/program.ts'
import { findProgramText, programLanguage } from '../domain/programTexts.ts'
import { message } from '../locales/index.ts'
import type { Language } from '../locales/languages.ts'
import { nameIn } from '../locales/names.ts'

/** A letter in plain text that partners may change and send to their customer before we write: who will write, with which subject,
 *  how much there is to answer, and where to look for it. */
export type Announcement = { readonly language: Language; readonly subject: string; readonly text: string }

/** @param partner and service as names, which the invitation's subject may hold  @source FT-12 */
export function announcementOf(
  program: Program,
  {
    language: wanted,
    partner,
    customer,
    service,
  }: Readonly<Record<'partner' | 'customer' | 'service', string>> & { readonly language: Language },
): Announcement {
  const language = programLanguage(program, wanted)
  const names = {
    partner: nameIn(language, partner),
    customer: nameIn(language, customer),
    service: nameIn(language, service),
    sender: nameIn(language, program.sender.name),
  }
  const subject =
    findProgramText(program, language, 'survey-invitation.subject', names) ??
    message(language, 'survey-invitation.subject', names)
  const email = message(language, 'announcement.email', { address: program.sender.address, subject })
  const paragraphs = [
    message(language, 'announcement.greeting'),
    `${message(language, 'announcement.coming', names)} ${email}`,
    message(language, 'announcement.length', { count: program.survey.questions.length }),
    message(language, 'announcement.junk'),
    message(language, 'announcement.thanks'),
    `${message(language, 'letter.regards')}\n${partner}`,
  ]
  return { language, subject: message(language, 'announcement.subject', names), text: paragraphs.join('\n\n') }
}
