import type { ReactNode } from 'react'
import type { OfferState } from '../../../domain/referral/vocabulary.ts'
import type { offerView } from '../../api/referrals/view.ts'
import { ListTable } from './ListTable.tsx'
import { PartnerLink } from './PartnerLink.tsx'
import { choiceNames, offerReasonNames, offerStateNames } from './referralWords.tsx'
import { When } from './When.tsx'

type Offer = ReturnType<typeof offerView>

/** Each in the colours of what an engagement's page calls alike. */
const looks: Readonly<Record<OfferState, string>> = {
  open: 'contacts',
  accepted: 'reached',
  declined: 'terminated',
  'timed-out': 'terminated',
  withdrawn: 'terminated',
}

/** Who was asked for which share of the work, why they, and what they said. */
export function Offers({
  offers,
  partnerNames,
}: {
  readonly offers: readonly Offer[]
  readonly partnerNames: ReadonlyMap<string, string>
}): ReactNode {
  return (
    <section className="card" aria-labelledby="offers">
      <h2 id="offers">Offers</h2>
      {offers.length === 0 ? (
        <p className="quiet">Nobody was asked yet.</p>
      ) : (
        <ListTable
          isInner
          caption="Offers, oldest first"
          headings={['Partner', 'Workloads', 'Why this one', 'Answer', 'Asked']}
        >
          {offers.map((offer) => (
            <tr key={offer.id}>
              <th scope="row">
                {offer.partnerId === null ? 'Our own team' : <PartnerLink id={offer.partnerId} names={partnerNames} />}
              </th>
              <td data-label="Workloads">{offer.workloads.join(', ')}</td>
              <td data-label="Why this one">
                {choiceNames[offer.why]}
                {offer.why === 'fewest-received' && <span className="quiet"> ({offer.received} so far)</span>}
              </td>
              <td data-label="Answer">
                <span className={`chip ${looks[offer.state]}`}>{offerStateNames[offer.state]}</span>
                <Detail offer={offer} />
              </td>
              <td data-label="Asked">
                <When at={offer.offeredAt} />
              </td>
            </tr>
          ))}
        </ListTable>
      )}
    </section>
  )
}

/** Why an offer was declined, or until when an open one waits. */
function Detail({ offer: { state, reason, until } }: { readonly offer: Offer }): ReactNode {
  if (reason !== null) return <span className="quiet"> {offerReasonNames[reason]}</span>
  if (state !== 'open' || until === null) return undefined
  return (
    <span className="quiet">
      {' '}
      until <When at={until} />
    </span>
  )
}
