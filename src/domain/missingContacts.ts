import type { Contact } from './contact.ts'
import type { FieldProblem } from './errors.ts'
import type { Program } from './program.ts'

/** Which contacts are missing before an engagement may go on.
 *  @param named those it has
 *  @returns what is expected, and how many of it there are; empty when all are there
 *  @source PC-02 */
export function missingContacts(
  { contacts: { atLeast, secondary = 0 } }: Program,
  named: readonly Pick<Contact, 'role' | 'surveyEligible'>[],
): readonly FieldProblem[] {
  const eligible = named.filter(({ surveyEligible }) => surveyEligible)
  const standIns = eligible.filter(({ role }) => role === 'secondary').length
  return [
    { what: 'primary', needed: atLeast - secondary, got: eligible.length - standIns },
    { what: 'secondary', needed: secondary, got: standIns },
  ]
    .filter(({ needed, got }) => got < needed)
    .map(({ what, needed, got }) => ({
      field: `/contacts/${what}`,
      expected: `${needed} ${what} ${needed === 1 ? 'contact' : 'contacts'} who may be asked`,
      got,
    }))
}
