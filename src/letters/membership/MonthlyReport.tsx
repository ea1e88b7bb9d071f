import type { ReactNode } from 'react'
import { programText } from '../../domain/programTexts.ts'
import { monthIn } from '../../locales/dates.ts'
import { message } from '../../locales/index.ts'
import { Action, FigureTable, Muted, Paragraph, Picture, SmallPrint, Title } from '../parts.tsx'
import { figureIn } from './figures.ts'
import type { ReportedMonth } from './letter.ts'
import type { MembershipProps } from './props.ts'
import { StandingFigures } from './StandingFigures.tsx'

/** What customers answered about a partner, month by month, as a picture and in figures.
 *  @source CI-07 */
export function MonthlyReport({ context, language, names }: MembershipProps<'monthly-report'>): ReactNode {
  const { program, standing, content, links } = context
  const { months, all, benchmark, question, measure, picture } = content
  const measured = message(language, `measure.${measure}`)
  const shown = months.filter(({ value }) => value !== null)
  const line = ({ month, n, value }: ReportedMonth) => [monthIn(language, month), count(n), figure(value)]
  const count = (n: number | null) => (n === null ? none : figureIn(language, n))
  const figure = (value: number | null) => (value === null ? none : figureIn(language, value))
  const alt = { measure: measured, first: figure(shown[0]?.value ?? null), last: figure(shown.at(-1)?.value ?? null) }
  return (
    <>
      <Title>{message(language, 'monthly-report.title', names)}</Title>
      <Paragraph>{message(language, 'letter.greeting', names)}</Paragraph>
      <Paragraph>{message(language, 'monthly-report.body', names)}</Paragraph>
      <StandingFigures standing={standing} language={language} />
      <Paragraph>
        {programText(program, language, `question.${question}`, { ...names, customer: '…', service: '…' })}
      </Paragraph>
      {shown.length > 0 && <Picture source={picture} alt={message(language, 'monthly-report.picture', alt)} />}
      <FigureTable
        head={[message(language, 'monthly-report.month'), message(language, 'monthly-report.answers'), measured]}
        rows={[
          ...months.toReversed().map(line),
          [message(language, 'monthly-report.all'), count(all.n), figure(all.value)],
          ...(benchmark
            ? [[message(language, 'monthly-report.benchmark'), count(benchmark.n), figure(benchmark.value)]]
            : []),
        ]}
      />
      <Muted>
        <SmallPrint>{message(language, 'monthly-report.note')}</SmallPrint>
      </Muted>
      <Action href={links.console} language={language}>
        {message(language, 'membership.action')}
      </Action>
    </>
  )
}

/** Stands where there is nothing to show. */
const none = '–'
