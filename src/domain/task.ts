/** Why a person must look at something the engine cannot mend by itself, and who that person is. */
export const tasks = {
  'contact-unreachable': { owner: 'psm', what: 'no address of the contact takes mail, and nobody stands in' },
  'letter-undelivered': { owner: 'operator', what: 'a letter to partner, PSM or owner was not delivered' },
  'letter-unresolved': { owner: 'operator', what: 'nobody knows whether a letter left: it is not sent again blindly' },
  'workflow-stuck': { owner: 'operator', what: 'the workflow fails at the same step again and again' },
  'contacts-strange': {
    owner: 'operator',
    what: "contacts have addresses of the partner's own or of a free mail service",
  },
  'contacts-late': { owner: 'operator', what: 'contacts were changed after the work was completed' },
  'answers-burst': { owner: 'operator', what: 'many answers about one partner came from one network at once' },
  'facts-undelivered': { owner: 'operator', what: 'accepted facts do not reach their workflows' },
  'gift-to-send': { owner: 'operator', what: 'somebody chose a gift card: it is to be sent by hand' },
  'gift-failed': {
    owner: 'operator',
    what: 'a gift card could not be ordered: nobody may know whether it was issued',
  },
  'referral-unmatched': { owner: 'owner', what: 'no partner is left for a customer who asked for help' },
} as const satisfies Readonly<Record<string, { readonly owner: 'psm' | 'operator' | 'owner'; readonly what: string }>>

export type TaskKind = keyof typeof tasks
export type TaskOwner = (typeof tasks)[TaskKind]['owner']
