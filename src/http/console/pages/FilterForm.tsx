import type { ReactNode } from 'react'
import { stages } from '../../../domain/engagement.ts'
import type { ListPageProps } from './ListPage.tsx'
import { stageNames } from './words.ts'

/** Narrows the list; a plain form, so that a narrowed list has an address. */
export function FilterForm({ filter, partners, programs }: ListPageProps): ReactNode {
  return (
    <form className="filter" method="get" action="/console" aria-label="Filter">
      <Choice
        name="stage"
        label="Stage"
        chosen={filter.stage}
        choices={stages.map((id) => ({ id, name: stageNames[id] }))}
      />
      <Choice name="program" label="Program" chosen={filter.program} choices={programs} />
      {partners.length > 1 && <Choice name="partner" label="Partner" chosen={filter.partner} choices={partners} />}
      <label className="check">
        <input type="checkbox" name="overdue" value="1" defaultChecked={filter.overdue ?? false} /> Overdue only
      </label>
      <button type="submit">Show</button>
    </form>
  )
}

type ChoiceProps = {
  readonly name: string
  readonly label: string
  readonly chosen: string | undefined
  readonly choices: readonly { readonly id: string; readonly name: string }[]
}

function Choice({ name, label, chosen, choices }: ChoiceProps): ReactNode {
  return (
    <label>
      {label}
      <select name={name} defaultValue={chosen ?? ''}>
        <option value="">All</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </select>
    </label>
  )
}
