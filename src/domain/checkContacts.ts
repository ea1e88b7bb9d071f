import type { FieldProblem } from './errors.ts'
import type { Program } from './program.ts'

/** What is wrong with when contacts must be there, and who stands in for whom.
 *  @source PC-02 */
export function contactsProblems({ contacts, opensOn }: Program): readonly FieldProblem[] {
  const { before, secondary, atLeast } = contacts
  const isGate = before === undefined || opensOn.some(({ gate }) => gate === before)
  return [
    ...(isGate ? [] : [{ field: '/contacts/before', expected: 'a gate of the program', got: before }]),
    ...(secondary !== undefined && before === undefined
      ? [{ field: '/contacts/secondary', expected: 'none, where no gate waits for contacts', got: secondary }]
      : []),
    ...(secondary !== undefined && secondary >= atLeast
      ? [{ field: '/contacts/secondary', expected: `fewer than the ${atLeast} contacts in all`, got: secondary }]
      : []),
  ]
}

/** What is wrong with the ways the work may be delivered.
 *  @source PC-03 */
export function deliveryProblems({ deliveries = [] }: Program): readonly FieldProblem[] {
  const names = deliveries.map(({ name }) => name.toLowerCase())
  const repeated = deliveries.flatMap(({ name }, i) =>
    names.indexOf(name.toLowerCase()) < i
      ? [{ field: `/deliveries/${i}/name`, expected: 'a name no other delivery has', got: name }]
      : [],
  )
  const isAnyCounted = deliveries.length === 0 || deliveries.some(({ counts }) => counts)
  return isAnyCounted
    ? repeated
    : [...repeated, { field: '/deliveries', expected: 'one at least that counts', got: deliveries }]
}
