import { DomainError } from '../../domain/errors.ts'
import { type Language, parseLanguage } from '../../locales/languages.ts'

/** A language as a request names it.
 *  @param field where it stands in the request
 *  @throws {DomainError} request.invalid — it is not one of the 34 */
export function readLanguage(field: string, written: string | undefined): Language | undefined {
  const language = written === undefined ? undefined : parseLanguage(written)
  if (written === undefined || language) return language
  throw new DomainError('request.invalid', `'${written}' is not one of our languages`, [
    { field: `/${field}`, expected: 'one of the 34 survey languages', got: written },
  ])
}
