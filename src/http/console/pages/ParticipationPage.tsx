import type { ReactNode } from 'react'
import type { Role } from '../../../db/keys.ts'
import type { Acceptance } from '../../../domain/referral/acceptance.ts'
import { countryName } from '../../../locales/countryName.ts'
import { nameIn } from '../../../locales/names.ts'
import type { profileView } from '../../api/referrals/profiles.ts'
import { writePage } from './Page.tsx'
import { dayIn } from './standingWords.ts'
import { When } from './When.tsx'

export type ParticipationPageProps = {
  readonly role: Role
  readonly tasks: number | undefined
  readonly partnerName: string
  readonly timeZone: string
  readonly profile: Awaited<ReturnType<typeof profileView>>
  readonly acceptance: Acceptance
  readonly now: Date
}

/** Whether a partner gets referrals, for which customers, and how many of its offers it accepts.
 *  @source RF-05, RF-06, RF-07 */
export function ParticipationPage(props: ParticipationPageProps): string {
  const { role, tasks, partnerName } = props
  const title = `Referrals to ${nameIn('en-US', partnerName)}`
  return writePage({
    title,
    role,
    tasks,
    children: (
      <>
        <h1>{title}</h1>
        <AcceptanceCard {...props} />
        <ProfileCards {...props} />
      </>
    ),
  })
}

const reasons = { open: 'open', withdrawn: 'taken back', 'outside-window': 'of another quarter' } as const

function AcceptanceCard({ acceptance, timeZone }: ParticipationPageProps): ReactNode {
  const { met, value, n, threshold, window, excluded, missing } = acceptance
  const left = Object.entries(reasons).flatMap(([reason, words]) => {
    const count = excluded.filter((one) => one.reason === reason).length
    return count > 0 ? [`${count} ${words}`] : []
  })
  return (
    <section className={`card overview standing ${met === false ? 'unmet' : 'met'}`} aria-label="Acceptance rate">
      {met !== null && (
        <p className="chips">
          <span className={met ? 'chip reached' : 'chip unmet'}>{met ? 'Expectation met' : 'Expectation not met'}</span>
        </p>
      )}
      <p className="big">
        {value === null
          ? 'No offer counts this quarter.'
          : `${Math.floor(value * 10) / 10}% of ${n === 1 ? 'one offer' : `${n} offers`} accepted.`}
      </p>
      <p className="quiet">
        {threshold}% are expected from {dayIn(window.from, timeZone)} to{' '}
        {dayIn(new Date(window.to.getTime() - 1), timeZone)}, over all partners with the same country id.{' '}
        {left.length > 0 && `Do not count: ${left.join(', ')}.`}
      </p>
      {missing && (
        <p className="missing">
          <strong>Missing:</strong> {missing.count} {missing.count === 1 ? 'acceptance' : 'acceptances in a row'}.
        </p>
      )}
    </section>
  )
}

function ProfileCards({ profile, now }: ParticipationPageProps): ReactNode {
  const facts = [
    ['Locations', profile.locations.map((one) => countryName('en-US', one)).join(', ')],
    ['Languages', profile.languages.join(', ')],
    ['Customer sizes', profile.customerSizes.join(', ')],
    ['Industries', profile.industries.join(', ')],
    ['Offers at a time', profile.capacity === null ? 'any number' : String(profile.capacity)],
    ['Claims', profile.claims.join(', ') || 'none'],
  ] as const
  return (
    <>
      <section className="card" aria-labelledby="endorsements">
        <h2 id="endorsements">Endorsements</h2>
        <p>{profile.left ? 'It has left the referral program.' : <Pause until={profile.pausedUntil} now={now} />}</p>
        <ul className="facts">
          {profile.endorsements.map(({ workload, specialization, expiresAt }) => (
            <li key={workload}>
              <span>
                <strong>{workload}</strong> <span className="quiet">{specialization}</span>
              </span>
              <span>
                {new Date(expiresAt) > now ? 'until' : 'expired'} <When at={expiresAt} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="card" aria-labelledby="customers">
        <h2 id="customers">Customers it is asked for</h2>
        <ul className="facts">
          {facts.map(([name, text]) => (
            <li key={name}>
              <span>{name}</span>
              <strong>{text}</strong>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Pause({ until, now }: { readonly until: string | null; readonly now: Date }): ReactNode {
  if (until === null || new Date(until) <= now) return 'It gets referrals.'
  return (
    <>
      Paused until <When at={until} />: it gets no referrals; open offers stay answerable.
    </>
  )
}
