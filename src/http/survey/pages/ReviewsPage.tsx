import type { ReactNode } from 'react'
import { longDate } from '../../../locales/dates.ts'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'
import { nameIn } from '../../../locales/names.ts'
import type { PageBrand } from '../brand.ts'
import { writePage } from './Page.tsx'

type Review = {
  readonly id: string
  readonly text: string
  readonly language: Language
  readonly organisation: string
  readonly publishedAt: Date
}

export type ReviewsPageProps = {
  readonly language: Language
  readonly languages: readonly Language[]
  readonly wordmark: string
  readonly brand?: PageBrand | undefined
  readonly partner: string
  readonly projects: number
  readonly reviews: readonly Review[]
}

/** What customers say about a partner, for everybody, also within a page of somebody else.
 *  @source PC-06, PC-12 */
export function ReviewsPage({ language, partner, projects, reviews, ...frame }: ReviewsPageProps): string {
  const title = message(language, 'reviews.title', { partner: nameIn(language, partner) })
  return writePage({
    ...frame,
    language,
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p className="intro">{message(language, 'reviews.projects', { count: projects })}</p>
        <p className="quiet">{message(language, reviews.length > 0 ? 'reviews.verified' : 'reviews.none')}</p>
        {reviews.map((review) => (
          <Shown key={review.id} {...review} shownIn={language} />
        ))}
      </>
    ),
  })
}

function Shown({
  text,
  language,
  organisation,
  publishedAt,
  shownIn,
}: Review & { readonly shownIn: Language }): ReactNode {
  return (
    <figure className="question">
      <blockquote className="review" lang={language} dir="auto">
        {text}
      </blockquote>
      <figcaption>
        <bdi>{organisation}</bdi> <span className="quiet">· {longDate(shownIn, publishedAt)}</span>
      </figcaption>
    </figure>
  )
}
