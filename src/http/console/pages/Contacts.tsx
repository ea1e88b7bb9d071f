import type { ReactNode } from 'react'
import { ColumnHeads } from './ColumnHeads.tsx'
import type { EngagementPageProps } from './EngagementPage.tsx'
import { languageName } from './languageName.ts'
import { When } from './When.tsx'
import { statusNames } from './words.ts'

/** The people at the customer, for those who may know them. */
export function Contacts({ contacts = [] }: EngagementPageProps): ReactNode {
  if (contacts.length === 0) return undefined
  const isConsentKnown = contacts.some(({ consentAt }) => consentAt !== null)
  return (
    <section className="card" aria-labelledby="contacts">
      <h2 id="contacts">Contacts</h2>
      <table className="list inner" aria-labelledby="contacts">
        <ColumnHeads
          headings={['Name', 'Email', 'Country', 'Language', ...(isConsentKnown ? ['Consent'] : []), 'Status']}
        />
        <tbody>
          {contacts.map(({ id, name, email, country, language, consentAt, consentSource, status }) => (
            <tr key={id}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td data-label="Email">{email}</td>
              <td data-label="Country">{country}</td>
              <td data-label="Language">{languageName(language)}</td>
              {isConsentKnown && (
                <td data-label="Consent">
                  {consentAt && <When at={consentAt} />} <bdi className="quiet">{consentSource}</bdi>
                </td>
              )}
              <td data-label="Status">
                <span className={`chip ${status}`}>{statusNames[status]}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
