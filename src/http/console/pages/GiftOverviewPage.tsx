import type { Role } from '../../../db/keys.ts'
import type { Gift } from '../../../domain/gift.ts'
import type { Program } from '../../../domain/program.ts'
import { longDate } from '../../../locales/dates.ts'
import { money } from '../../../locales/money.ts'
import type { GiftOverview } from '../../accept/giftOverview.ts'
import { GiftMoney } from './GiftMoney.tsx'
import { GiftsWaiting } from './GiftsWaiting.tsx'
import { writePage } from './Page.tsx'

export type GiftOverviewProps = {
  readonly program: Pick<Program, 'id' | 'name' | 'gift'>
  readonly overview: GiftOverview
  readonly role: Role
  readonly tasks: number | undefined
  readonly now: Date
}

/** What a program's gifts come to: how many, which money, and what waits; never whose they are.
 *  @source FT-11 */
export function GiftOverviewPage(props: GiftOverviewProps): string {
  const { program, overview, role, tasks } = props
  const title = `${program.name} gift cards`
  return writePage({
    title,
    role,
    tasks,
    children: (
      <>
        <nav aria-label="Breadcrumb">
          <a href="/console">Engagements</a>
          <a href={`/console/programs/${program.id}`}>Results</a>
        </nav>
        <h1>{title}</h1>
        <section className="card overview" aria-label="The promotion">
          <p className="big">{program.gift ? promotion(program.gift) : 'Nobody is offered a gift card at present.'}</p>
          <p>{taken(overview)}</p>
        </section>
        {overview.chosen > 0 && <GiftMoney {...overview} />}
        {overview.waiting.length > 0 && <GiftsWaiting {...props} />}
      </>
    ),
  })
}

function promotion(gift: Gift): string {
  const most = gift.atMost === undefined ? '' : `; ${gift.atMost} at most`
  return `A card worth ${money('en-US', gift)}, until ${longDate('en-US', new Date(gift.until))}${most}.`
}

function taken({ offered, chosen }: GiftOverview): string {
  if (offered === 0) return 'Nobody has been offered one yet.'
  if (offered === null) return `Chosen: ${chosen}. Of fewer than 5 people it is not shown how many were offered one.`
  return `Offered to ${offered} who answered, chosen by ${chosen}.`
}
