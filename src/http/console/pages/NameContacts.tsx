import type { ReactNode } from 'react'
import type { Naming } from '../naming.ts'
import type { EngagementPageProps } from './EngagementPage.tsx'

/** Takes contacts as they stand in a spreadsheet. Good rows are kept, bad ones are named.
 *  @source FT-06 */
export function NameContacts({ id, subject, naming, stage, contactFields }: EngagementPageProps): ReactNode {
  const error = naming && 'error' in naming ? naming.error : undefined
  return (
    <details className="card" id="naming" open={naming !== undefined || stage === 'contacts'}>
      <summary>
        <h2>Name contacts</h2>
      </summary>
      {naming && !('error' in naming) && <Result naming={naming} />}
      <form method="post" action={`/console/engagements/${id}/contacts#naming`}>
        <label htmlFor="rows">Paste rows from your spreadsheet, with the heading</label>
        <p className="quiet" id="rows-hint">
          One contact a row; columns in any order: <code>{contactFields.join(', ')}</code>. Role may be absent, or say
          'secondary'. Survey eligible is yes or no, the service is {subject.name}.
          {contactFields.includes('consentAt') && ' Consent at is a day such as 2026-11-20.'}
        </p>
        {error !== undefined && (
          <p className="problem" id="rows-problem" role="alert">
            Nothing was taken over: {error}.
          </p>
        )}
        <textarea
          id="rows"
          name="rows"
          rows={6}
          required
          spellCheck={false}
          autoComplete="off"
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? 'rows-hint' : 'rows-problem rows-hint'}
          defaultValue={naming?.pasted}
        />
        <button type="submit">Take over these contacts</button>
      </form>
    </details>
  )
}

function Result({ naming }: { readonly naming: Exclude<Naming, { readonly error: string }> }): ReactNode {
  const { rows, rejected } = naming
  const bad = [...new Set(rejected.map(({ row }) => row))]
  return (
    <div className="note problem-list" role="alert">
      <p>
        {rows === 0 ? 'There are no rows under the heading.' : `${rows - bad.length} of ${rows} rows were taken over.`}
        {bad.length > 0 && ' Correct the others and send them again; what was taken over stays.'}
      </p>
      <ul>
        {bad.map((row) => (
          <li key={row}>
            Row {row}
            <ul>
              {rejected
                .filter((problem) => problem.row === row)
                .map(({ field, reason }) => (
                  <li key={field}>
                    <strong>{field}</strong>: {reason}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  )
}
