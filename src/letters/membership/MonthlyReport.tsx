import type { ReactNode } from 'react'
import { programText } from '../../domain/programTexts.ts'
import { monthIn } from '../../locales/dates.ts'
import { message } from '../../locales/index.ts'
import { FigureTable } from '../FigureTable.tsx'
import { Action, Muted, Paragraph, Picture, SmallPrint, Title } from '../parts.tsx'
import { size as trendSize } from '../picture/Trend.tsx'
import { figureIn } from './figures.ts'
import type { Reported, ReportedQuestion } from './letter.ts'
import type { MembershipProps } from './props.ts'
import { StandingFigures } from './StandingFigures.tsx'

/** What customers answered about a partner, month by month, as a picture and in figures.
 *  @source CI-07 */
export function MonthlyReport({ context, language, names }: MembershipProps<'monthly-report'>): ReactNode {
  const { standing, content, links } = context
  return (
    <>
      <Title>{message(language, 'monthly-report.title', names)}</Title>
      <Paragraph>{message(language, 'letter.greeting', names)}</Paragraph>
      <Paragraph>{message(language, 'monthly-report.body', names)}</Paragraph>
      <StandingFigures standing={standing} language={language} />
      {content.questions.map((question) => (
        <Question key={question.key} question={question} {...{ context, language, names }} />
      ))}
      <Muted>
        <SmallPrint>{message(language, 'monthly-report.note')}</SmallPrint>
      </Muted>
      <Action href={links.console} language={language}>
        {message(language, 'membership.action')}
      </Action>
    </>
  )
}

/** One question, as a picture and in figures. A trend of nothing is not drawn. */
function Question({
  question: { key, measure, months, all, benchmark, picture },
  context: { program },
  language,
  names,
}: MembershipProps<'monthly-report'> & { readonly question: ReportedQuestion }): ReactNode {
  const measured = message(language, `measure.${measure}`)
  const shown = months.filter(({ value }) => value !== null)
  const cell = (value: number | null) => (value === null ? none : figureIn(language, value))
  const line = (of: string, { n, value }: Reported) => [of, cell(n), cell(value)]
  const alt = { measure: measured, first: cell(shown[0]?.value ?? null), last: cell(shown.at(-1)?.value ?? null) }
  return (
    <>
      <Paragraph>
        {programText(program, language, `question.${key}`, { ...names, customer: '…', service: '…' })}
      </Paragraph>
      {shown.length > 0 && (
        <Picture source={picture} alt={message(language, 'monthly-report.picture', alt)} {...trendSize} />
      )}
      <FigureTable
        head={[message(language, 'monthly-report.month'), message(language, 'monthly-report.answers'), measured]}
        rows={[
          ...months.toReversed().map((month) => line(monthIn(language, month.month), month)),
          line(message(language, 'monthly-report.all'), all),
          ...(benchmark ? [line(message(language, 'monthly-report.benchmark'), benchmark)] : []),
        ]}
      />
    </>
  )
}

/** Stands where there is nothing to show. */
const none = '–'
