import type { ReactNode } from 'react'
import type { GiftStanding } from '../../../db/giftOverview.ts'
import { money } from '../../../locales/money.ts'
import type { GiftOverview } from '../../accept/giftOverview.ts'
import { standingNames } from './giftWords.ts'
import { ListTable } from './ListTable.tsx'

/** What gifts are worth and what they cost, by where they stand. */
export function GiftMoney({ standings }: GiftOverview): ReactNode {
  const way = Object.keys(standingNames)
  const rows = standings.toSorted((a, b) => way.indexOf(a.standing) - way.indexOf(b.standing))
  return (
    <section className="card" aria-labelledby="money">
      <h2 id="money">Money</h2>
      {[...new Set(rows.map(({ currency }) => currency))].map((currency) => (
        <p key={currency} className="score">
          {sentence(
            currency,
            rows.filter((row) => row.currency === currency),
          )}
        </p>
      ))}
      <ListTable
        caption="Gift cards by where they stand"
        headings={['Where', 'Cards', 'Worth', 'Cost with fees']}
        isInner
      >
        {rows.map(({ standing, currency, count, worth, cost }) => (
          <tr key={`${standing} ${currency}`}>
            <th scope="row">{standingNames[standing]}</th>
            <td data-label="Cards">{count}</td>
            <td data-label="Worth">{money('en-US', { amount: worth, currency })}</td>
            <td data-label="Cost with fees">{cost === null ? unknown(standing) : dollars(cost)}</td>
          </tr>
        ))}
      </ListTable>
    </section>
  )
}

type Rows = GiftOverview['standings']

function sentence(currency: string, rows: Rows): string {
  const worth = (which: readonly string[]) => {
    const amount = rows.filter(({ standing }) => which.includes(standing)).reduce((sum, row) => sum + row.worth, 0)
    return money('en-US', { amount, currency })
  }
  return `${worth(['ordered'])} spent, ${worth(['claimed', 'by-hand', 'failed'])} committed.`
}

function unknown(standing: GiftStanding): string {
  return standing === 'ordered' ? 'not known' : 'none'
}

function dollars(amount: number): string {
  return money('en-US', { amount, currency: 'USD' })
}
