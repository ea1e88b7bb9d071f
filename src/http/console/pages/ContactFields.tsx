import type { ReactNode } from 'react'
import type { Contact } from '../../../domain/contact.ts'
import type { Program } from '../../../domain/program.ts'
import { programLanguages } from '../../../domain/programTexts.ts'
import type { ContactField } from '../../../domain/vocabulary.ts'
import { contactField, type Typed, type Wrong } from '../bringIn.ts'
import { Field, type FieldProps } from './Field.tsx'
import { languageName } from './languageName.ts'

type Props = {
  readonly program: Program
  readonly role: Contact['role']
  readonly place: number
  readonly typed: Typed
  readonly wrong: Wrong
}

/** One person at the customer, with the consent to be asked. All empty is nobody: contacts may be named later, too.
 *  @source PC-02 */
export function ContactFields({ program, role, place, typed, wrong }: Props): ReactNode {
  const asked = program.contacts.fields.filter((field) => field !== 'service')
  const languages = programLanguages(program).map((id) => ({ id, name: languageName(id) }))
  const shown = asked.includes('surveyLanguage') ? asked : [...asked, 'surveyLanguage' as const]
  return (
    <fieldset className="card">
      <legend>
        {role === 'primary' ? 'Primary contact' : 'Secondary contact, asked if the other cannot be reached'}
      </legend>
      {shown.map((field) => (
        <Field
          key={field}
          {...controls[field]}
          {...(field === 'surveyLanguage' && { choices: languages, preset: program.language })}
          name={contactField(place, field)}
          typed={typed}
          wrong={wrong}
          optional
        />
      ))}
    </fieldset>
  )
}

const yesOrNo = [
  { id: 'yes', name: 'Yes' },
  { id: 'no', name: 'No' },
]

const controls: Readonly<Record<ContactField, Pick<FieldProps, 'label' | 'hint' | 'type' | 'choices' | 'preset'>>> = {
  firstName: { label: 'First name' },
  lastName: { label: 'Last name' },
  email: { label: 'Email address', type: 'email' },
  country: { label: 'Country' },
  surveyEligible: { label: 'May be surveyed', choices: yesOrNo, preset: 'yes' },
  surveyLanguage: { label: 'Language of the survey' },
  service: { label: 'Service' },
  consentAt: { label: 'Agreed to be asked on', type: 'date' },
  consentSource: { label: 'Where that is written down', hint: 'Such as: statement of work, minutes of the kick-off.' },
}
