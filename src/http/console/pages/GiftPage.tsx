import type { ReactNode } from 'react'
import { money } from '../../../locales/money.ts'
import type { GiftOrderView } from '../../accept/giftOrder.ts'
import { languageName } from './languageName.ts'
import { writePage } from './Page.tsx'
import { When } from './When.tsx'

export type GiftPageProps = {
  readonly gift: GiftOrderView
  readonly tasks: number | undefined
}

/** A gift that is left to the operator: whom it is for, why, and the buttons that end it.
 *  @source FT-11 */
export function GiftPage({ gift, tasks }: GiftPageProps): string {
  const title = `Gift card: ${money('en-US', gift)}`
  const isOpen = gift.recipient !== null
  return writePage({
    title,
    role: 'operator',
    tasks,
    children: (
      <>
        <h1>{title}</h1>
        <section className="card overview" aria-label="Where it stands">
          <p className="big">{sentences[gift.state]}</p>
          {gift.reason !== null && <p>Why: {gift.reason}.</p>}
          <p className="quiet">
            {gift.id} · {gift.program.id} · chosen <When at={gift.chosenAt} />
          </p>
          {gift.recipient && (
            <p>
              For {gift.recipient.name}, <a href={`mailto:${gift.recipient.email}`}>{gift.recipient.email}</a>, in{' '}
              {languageName(gift.recipient.language)}.
            </p>
          )}
          {isOpen && <Ends gift={gift} />}
        </section>
      </>
    ),
  })
}

const sentences = {
  claimed: 'On its way to the provider.',
  'by-hand': 'To be sent by hand.',
  ordered: 'Issued.',
  failed: 'Not issued, as far as we know: look for the order at the provider before you send another.',
} as const satisfies Readonly<Record<GiftOrderView['state'], string>>

function Ends({ gift: { id, state } }: Pick<GiftPageProps, 'gift'>): ReactNode {
  return (
    <form className="task-buttons" method="post" action={`/console/gifts/${id}`}>
      <button type="submit" name="as" value="sent" className="quiet-button">
        It was sent
      </button>
      {state === 'failed' && (
        <button type="submit" name="as" value="again" className="quiet-button">
          Order it again
        </button>
      )}
      <button type="submit" name="as" value="dropped" className="quiet-button">
        Drop it
      </button>
    </form>
  )
}
