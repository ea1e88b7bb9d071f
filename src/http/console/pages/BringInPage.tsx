import type { ReactNode } from 'react'
import type { Role } from '../../../db/keys.ts'
import type { PartnerRow } from '../../../db/partners.ts'
import type { Program } from '../../../domain/program.ts'
import { nameIn } from '../../../locales/names.ts'
import { placesOf, type Typed, type Wrong } from '../bringIn.ts'
import { ContactFields } from './ContactFields.tsx'
import { Field } from './Field.tsx'
import { writePage } from './Page.tsx'

type BringInPageProps = {
  readonly program: Program
  readonly partners: readonly Pick<PartnerRow, 'id' | 'name'>[]
  readonly typed: Typed
  readonly wrong: Wrong
  readonly formId: string
  readonly role: Role
  readonly tasks: number | undefined
}

/** Brings in work under a program that waits for somebody to say that it is completed.
 *  @source PC-01 */
export function BringInPage(props: BringInPageProps): string {
  const { program, partners, typed, wrong, formId, role, tasks } = props
  const title = `New ${program.subject} · ${nameIn('en-US', program.name)}`
  const isWrong = Object.keys(wrong).length > 0
  return writePage({
    title: isWrong ? `Error: ${title}` : title,
    role,
    tasks,
    children: (
      <>
        <nav aria-label="Breadcrumb">
          <a href="/console">All engagements</a>
        </nav>
        <h1>{title}</h1>
        {isWrong && (
          <p className="note problem" role="alert">
            {wrong[''] ?? 'Nothing was opened yet: correct what is marked below.'}
          </p>
        )}
        {partners.length === 0 ? (
          <p className="card">Your key acts for no partner yet.</p>
        ) : (
          <form method="post" action={`/console/new/${program.id}`} className="bring-in">
            <input type="hidden" name="form" value={formId} />
            <Work {...props} />
            <p className="quiet">Contacts may be left empty and be named later.</p>
            {placesOf(program).map((place, i) => (
              <ContactFields key={`${place} ${String(i)}`} {...{ program, role: place, place: i, typed, wrong }} />
            ))}
            <button type="submit">Open the {program.subject}</button>
          </form>
        )}
      </>
    ),
  })
}

function Work({ program, partners, typed, wrong }: BringInPageProps): ReactNode {
  const shared = { typed, wrong }
  const named = partners.map(({ id, name }) => ({ id, name: nameIn('en-US', name) }))
  const [only, ...others] = named
  const catalogue = program.catalogue.map((name) => ({ id: name, name }))
  const deliveries = program.deliveries?.map(({ name, counts }) => ({
    id: name,
    name: counts ? name : `${name} (does not count)`,
  }))
  return (
    <fieldset className="card">
      <legend>The {program.subject}</legend>
      {only && others.length === 0 ? (
        <input type="hidden" name="partnerId" value={only.id} />
      ) : (
        <Field {...shared} name="partnerId" label="Partner" choices={named} />
      )}
      <Field
        {...shared}
        name="subject.name"
        label="What it is called"
        {...(catalogue.length > 0 && { choices: catalogue })}
      />
      {deliveries && <Field {...shared} name="subject.delivery" label="How it is delivered" choices={deliveries} />}
      <Field {...shared} name="customer.name" label="Customer" />
      <Field
        {...shared}
        name="customer.id"
        label="Your number or short name of the customer"
        hint="The same for all work for this customer."
      />
      <Field {...shared} name="customer.country" label="Country of the customer" />
      <Field
        {...shared}
        name="externalId"
        label={`Your number of the ${program.subject}`}
        hint="May stay empty."
        optional
      />
    </fieldset>
  )
}
