import type { ConsoleView } from '../view.ts'
import { letterNames, nameOf, outcomeSentences, partyNames, roleNames, waitedFor } from './words.ts'

/** What was recorded: an event's name, who caused it, and small values that differ from event to event. */
export type Entry = { readonly what: string; readonly by: string; readonly [about: string]: unknown }
type People = Pick<ConsoleView, 'contacts' | 'actors'>

/** What happened, as a sentence. An event without a sentence of its own is named as it is recorded.
 *  @param people who may be named; nobody, where `contacts` is absent */
export function sentenceOf(entry: Entry, people: People): string {
  const sentence = Object.hasOwn(sentences, entry.what) ? sentences[entry.what] : undefined
  return sentence ? sentence(entry, people) : capitalised(entry.what.replaceAll(/[.-]/g, ' '))
}

/** Whose key did it; undefined when no key did. */
export function actorOf({ by }: Entry, { actors }: People): string | undefined {
  const role = actors.get(by)
  if (role) return roleNames[role]
  return by.startsWith('key_') ? 'A key that was removed' : undefined
}

/** Who a letter went to: a role, or a contact by name where that is allowed.
 *  @param recipient a contact's id, or 'partner', 'psm', 'owner' */
export function recipientName(recipient: unknown, { contacts = [] }: Pick<ConsoleView, 'contacts'>): string {
  const contact = contacts.find(({ id }) => id === recipient)
  if (contact) return contact.name
  const isRole = recipient === 'partner' || recipient === 'psm' || recipient === 'owner'
  return isRole ? partyNames[recipient] : partyNames.contact
}

type Sentence = (entry: Entry, people: People) => string

const sentences: Readonly<Record<string, Sentence>> = {
  opened: ({ version }) => `Opened under version ${textOf(version)} of the program`,
  'fact.milestone': ({ percent }) => `Milestone of ${textOf(percent)}% reported`,
  'fact.payment': ({ status }) => `Payment ${textOf(status)}`,
  'fact.requested': ({ purpose }) => `Somebody was asked elsewhere: ${textOf(purpose)}`,
  deferred: ({ until }) => `Asked not long ago, so left in peace for now: ${contactsIn(until)}`,
  advanced: (entry, people) => `${who(entry, people)} may be asked earlier than was said`,
  'fact.completed': () => 'Work reported as completed',
  'fact.terminated': () => 'Work reported as terminated',
  'stage.gates': () => 'Back at the gates: one was revoked',
  'stage.contacts': () => 'Waiting for contacts',
  'stage.survey': ({ waiting }) => `Waiting for ${isAllowedDay(waiting) ? waitedFor['allowed-day'] : 'answers'}`,
  'contacts.named': ({ eligible, ineligible }) => named(lengthOf(eligible), lengthOf(ineligible)),
  'letter.sent': (entry, people) => letter(entry, people, 'sent'),
  'letter.refused': (entry, people) => letter(entry, people, 'refused for'),
  'letter.bounced': (entry, people) => letter(entry, people, 'came back from'),
  'letter.failed': (entry, people) => letter(entry, people, 'failed on its way to'),
  'letter.suppressed': (entry, people) => letter(entry, people, 'held back by Resend from'),
  'letter.complained': (entry, people) => letter(entry, people, 'marked as spam by'),
  undelivered: ({ contact, sender }, people) =>
    `The question goes to ${recipientName(contact, people)} once more${sender === 0 ? '' : ', from another address'}`,
  bounced: (entry, people) => `${who(entry, people)} cannot be reached: the address does not take our mail`,
  answered: (entry, people) => `${who(entry, people)} answered`,
  declined: (entry, people) => `${who(entry, people)} declined to answer`,
  'opted-out': (entry, people) => `${who(entry, people)} wants no more email`,
  'response.set-aside': (entry, people) =>
    `A response of ${recipientName(entry.contact, people)} was set aside: ${textOf(entry.reason)}`,
  resent: ({ to }) => (to === 'partner' ? 'Request for contacts to be sent again' : 'Survey to be sent again'),
  terminated: () => 'Terminated',
  reopened: () => 'Opened again',
  disqualified: ({ response }) => `${response === undefined ? 'The engagement' : 'An answer'} was disqualified`,
  reinstated: ({ response }) => `${response === undefined ? 'The engagement' : 'An answer'} counts again`,
  hidden: () => "Left out of its partner's lists",
  shown: () => "In its partner's lists again",
  repaired: ({ why }) => `Put right by the watchdog: ${nameOf(repairs, why)}`,
  'letter.found-sent': (entry, people) => letter(entry, people, 'was found to have left for'),
  'letter.found-unsent': (entry, people) => letter(entry, people, 'was found not to have left for'),
  closed: ({ outcome }) => nameOf(outcomeSentences, outcome),
}

const repairs = {
  missing: 'its workflow was gone',
  over: 'its workflow was over too soon',
  broken: 'its workflow was ended or reset from outside',
  overdue: 'it slept past its time',
  'timer-lost': 'its timer was lost',
}

function letter({ kind, recipient }: Entry, people: People, how: string): string {
  const to = how === 'sent' ? 'sent to' : how
  return `${nameOf(letterNames, kind)} ${to} ${recipientName(recipient, people)}`
}

function named(eligible: number, ineligible: number): string {
  const some = `${eligible} ${eligible === 1 ? 'contact' : 'contacts'} named`
  return ineligible === 0 ? some : `${some}, and ${ineligible} who may not be asked`
}

function who({ contact }: Entry, people: People): string {
  return capitalised(recipientName(contact, people))
}

function isAllowedDay(waiting: unknown): boolean {
  return typeof waiting === 'object' && waiting !== null && 'what' in waiting && waiting.what === 'allowed-day'
}

function contactsIn(until: unknown): string {
  const count = typeof until === 'object' && until !== null ? Object.keys(until).length : 0
  return `${count} ${count === 1 ? 'contact' : 'contacts'}`
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?'
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
