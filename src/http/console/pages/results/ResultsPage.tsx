import type { ReactNode } from 'react'
import type { Role } from '../../../../db/keys.ts'
import type { Results } from '../../../../db/results.ts'
import type { Program } from '../../../../domain/program.ts'
import { nameIn } from '../../../../locales/names.ts'
import { hasRight } from '../../../rights.ts'
import { writePage } from '../Page.tsx'
import { QuestionCard } from './QuestionCard.tsx'
import { RateCard } from './RateCard.tsx'
import { SliceForm } from './SliceForm.tsx'

export type ResultsPageProps = {
  readonly results: Results
  readonly program: Program
  readonly role: Role
  /** How many tasks they have, if they ever have any. */
  readonly tasks: number | undefined
}

/** What customers answered: question by question as charts, each with its figures beside it.
 *  @source CI-07, CI-10, PV-05 */
export function ResultsPage(props: ResultsPageProps): string {
  const { results, role, tasks } = props
  const { partner, program } = results
  const title = partner ? `${program.name} results of ${nameIn('en-US', partner.name)}` : `${program.name} results`
  return writePage({
    title,
    role,
    tasks,
    children: (
      <>
        <nav aria-label="Breadcrumb">
          <a href={partner ? `/console?partner=${partner.id}&program=${program.id}` : '/console'}>Engagements</a>
          {partner && <a href={`/console/partners/${partner.id}/standings/${program.id}`}>Standing</a>}
          {!partner && props.program.gift && hasRight(role, 'read what gifts cost') && (
            <a href={`/console/programs/${program.id}/gifts`}>Gift cards</a>
          )}
        </nav>
        <h1>{title}</h1>
        <SliceForm {...props} />
        {hasFigures(results) ? <Figures {...props} /> : <NothingYet {...props} />}
      </>
    ),
  })
}

function Figures(props: ResultsPageProps): ReactNode {
  return (
    <>
      <p className="quiet">{howTheyAreMade(props.results)}</p>
      <RateCard {...props.results} />
      {props.results.questions.map((question) => (
        <QuestionCard key={question.key} question={question} {...props} />
      ))}
    </>
  )
}

function NothingYet({ results }: ResultsPageProps): ReactNode {
  const isNarrowed = results.from !== null || results.to !== null
  return (
    <div className="card">
      <h2>{isNarrowed ? 'Nothing to show for this period' : 'No results yet'}</h2>
      <p>
        {isNarrowed
          ? 'Fewer than 5 customers answered, or the figures would tell of fewer than 5. Choose a longer period.'
          : 'They appear here once 5 customers have answered. Of fewer nothing is shown, so that nobody is recognised.'}
      </p>
      {isNarrowed && (
        <p>
          <a href="?">Show all results</a>
        </p>
      )}
    </div>
  )
}

function hasFigures({ questions }: Results): boolean {
  return questions.some(({ all, rows, comments }) => all.n !== null || rows.some(({ n }) => n) || comments.length > 0)
}

function howTheyAreMade({ basis, partner }: Results): string {
  const worldwide = partner ? ' Worldwide is the same over all partners.' : ''
  const shown = 'Nothing is shown of fewer than 5 answers, nor what a subtraction would tell of fewer.'
  if (basis === 'answers') return `${shown}${worldwide}`
  return `Answers come out 5 at a time, in the month of the last of them; the newest wait for others, so that nobody is recognised.${worldwide}`
}
