import type { ReactNode } from 'react'
import type { StandingPageProps } from './StandingPage.tsx'
import { StandingPicture } from './StandingPicture.tsx'
import { counted, dayIn, measureName } from './standingWords.ts'

/** Whether the requirement is met, the figure with its interval, what is missing, and what period it is about.
 *  @source PV-05, CI-14 */
export function StandingOverview(props: StandingPageProps): ReactNode {
  const { met, missing } = props
  return (
    <section className={`card overview standing ${met ? 'met' : 'unmet'}`} aria-label="Where it stands">
      {props.threshold > 0 && (
        <p className="chips">
          <span className={met ? 'chip reached' : 'chip unmet'}>{met ? 'Requirement met' : 'Requirement not met'}</span>
        </p>
      )}
      <p className="big">{headline(props)}</p>
      <StandingPicture {...props} />
      <p className="quiet">{explanation(props)}</p>
      {missing && (
        <p className="missing">
          <strong>Missing:</strong> {missing.sentence}.
        </p>
      )}
    </section>
  )
}

function headline({ measure, value, threshold, of, met, above }: StandingPageProps): string {
  if (measure === 'count') {
    const mark = above === undefined ? '' : ` with a score above ${above}`
    const takes = threshold > 0 ? ` of the ${threshold} it takes` : ''
    return `${value ?? 0} ${counted(of, value ?? 0)}${mark}${takes}.`
  }
  const name = measureName(measure)
  if (value === null) return `No ${name} is shown yet: it has to be above ${threshold}.`
  return `${name} ${value}, which is ${met ? 'above' : 'not above'} ${threshold}.`
}

function explanation({ measure, n, of, interval, net, window, timeZone }: StandingPageProps): string {
  const lastDay = new Date(new Date(window.to).getTime() - 1)
  const period = `${dayIn(window.from, timeZone)} to ${dayIn(lastDay, timeZone)}`
  if (measure === 'count') return `Counted from ${period}.`
  const sure = interval ? `; with 95% confidence between ${interval.low} and ${interval.high}` : ''
  const other = net
    ? ` On the scale from −100 to 100 it is ${signed(net.value)}, to be above ${signed(net.threshold)}.`
    : ''
  return `From ${n} ${counted(of, n)}, ${period}${sure}.${other}`
}

function signed(figure: number): string {
  return String(figure).replace('-', '−')
}
