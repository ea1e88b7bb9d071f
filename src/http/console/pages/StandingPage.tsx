import type { Static } from 'typebox'
import type { Role } from '../../../db/keys.ts'
import { nameIn } from '../../../locales/names.ts'
import type { Standing } from '../../api/standingShapes.ts'
import { writePage } from './Page.tsx'
import { type Piece, StandingEvidence } from './StandingEvidence.tsx'
import { StandingOverview } from './StandingOverview.tsx'
import { TierCard } from './TierCard.tsx'

export type StandingPageProps = Static<typeof Standing> & {
  readonly role: Role
  readonly tasks: number | undefined
  readonly programName: string
  readonly partnerName: string
  /** What a score must exceed to count, or to meet the requirement; absent where any answer counts. */
  readonly above: number | undefined
  /** The tiers there are, each with the points it begins at. */
  readonly ladder: readonly { readonly name: string; readonly from: number }[]
  /** The day it is shown for, where the partner is. */
  readonly day: string
  /** Newest first; absent where nothing may be told of single ones. */
  readonly pieces: readonly Piece[] | undefined
}

/** Where a partner stands under a program, and all it is made of. */
export function StandingPage(props: StandingPageProps): string {
  const { partnerId, partnerName, programName, program, role, tasks, timeZone, day } = props
  const title = `Where ${nameIn('en-US', partnerName)} stands · ${programName}`
  return writePage({
    title,
    role,
    tasks,
    children: (
      <>
        <nav aria-label="Breadcrumb">
          <a href={`/console?${new URLSearchParams({ partner: partnerId, program: program.id }).toString()}`}>
            Engagements of {nameIn('en-US', partnerName)}
          </a>
          <a href={`/console/partners/${partnerId}/results/${program.id}`}>Results</a>
        </nav>
        <h1>{title}</h1>
        <form className="filter" method="get">
          <label>
            As of
            <input type="date" name="asOf" defaultValue={day} min="2000-01-01" max="2999-12-31" />
          </label>
          <button type="submit" className="quiet-button">
            Show
          </button>
        </form>
        <StandingOverview {...props} />
        <TierCard {...props} />
        <StandingEvidence {...props} />
        <p className="quiet">
          {partnerId} · {program.id} version {program.version} · days begin and end in {timeZone}
        </p>
      </>
    ),
  })
}
