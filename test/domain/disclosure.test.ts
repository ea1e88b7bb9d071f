import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disclosed, isPeriodShown } from '../../src/domain/disclosure.ts'
import { type Cell, figuresOf } from '../../src/domain/results.ts'
import { canWorkOut } from './attacker.ts'

const line = (...ns: readonly number[]) => ns.map((n, i) => ({ of: `c${i}`, n }))

describe('a line of cells beside its sum', () => {
  it.each([
    ['every cell has five', [5, 6, 7], [0, 1, 2]],
    ['one is too small: the next smallest goes as well', [9, 4, 7], [0]],
    ['two are too small and have five together', [9, 3, 2], [0]],
    ['two are too small and have four together: a third goes as well', [9, 2, 2, 6], [0]],
    ['one is too small and no other is left', [8, 4], []],
    ['nobody answered in one', [5, 0, 6], [0, 1, 2]],
    ['only one cell', [6], [0]],
    ['equal ones: the same goes each time', [4, 6, 6], [1]],
  ])('[MX-05] shows no cell that a subtraction would tell: %s', (_, ns, shown) => {
    expect([...disclosed(line(...ns))].sort()).toEqual(shown.map((i) => `c${i}`))
  })

  it('[MX-05] leaves an attacker who has the sum without any hidden cell', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 9 }), (ns) => {
        const cells = line(...ns)
        const shown = disclosed(cells)
        const answered = cells.filter(({ n }) => n > 0)
        const known = [
          answered.map(() => 1),
          ...answered.flatMap((cell, i) => (shown.has(cell.of) ? [answered.map((_, j) => Number(i === j))] : [])),
        ]

        const total = ns.reduce((sum, n) => sum + n, 0)
        const told = answered.filter((cell, i) => {
          const isTold = canWorkOut(
            known,
            answered.map((_, j) => Number(i === j)),
          )
          return cell.n < 5 && (shown.has(cell.of) || (total >= 5 && isTold))
        })
        expect(told).toEqual([])
      }),
    )
  })
})

describe('periods', () => {
  it('[MX-05] begin and end where the difference of two has five answers', () => {
    const months = [
      { of: '2026-01', n: 6 },
      { of: '2026-02', n: 2 },
      { of: '2026-03', n: 3 },
      { of: '2026-05', n: 5 },
      { of: '2026-06', n: 1 },
    ]
    const isShown = (from: string, to: string) => isPeriodShown(months, (month) => month >= from && month <= to)

    expect(isShown('2026-01', '2026-01')).toBe(true)
    expect(isShown('2026-01', '2026-02')).toBe(false) // less January: two answers
    expect(isShown('2026-01', '2026-03')).toBe(true)
    expect(isShown('2026-02', '2026-04')).toBe(true) // nobody answered in April
    expect(isShown('2026-05', '2026-05')).toBe(false) // all but this: one answer in June
    expect(isShown('2026-05', '2026-06')).toBe(true)
    expect(isShown('2026-01', '2026-12')).toBe(true)
  })

  it('[MX-05] whichever are asked for one after the other, no difference of any is of fewer than five', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 14 }), (ns) => {
        const names = ns.map((_, i) => `2026-${String(i + 10)}`)
        const months = ns.map((n, i) => ({ of: names[i] ?? '', n }))
        const cells: readonly Cell[] = months
          .filter(({ n }) => n > 0)
          .map(({ of, n }) => ({ question: 'q', month: of, subject: '', country: 'DE', n, counts: { 4: n } }))
        const known: (readonly number[])[] = []
        for (const [i, from] of names.entries()) {
          for (const [j, to] of names.entries()) {
            if (j < i) continue
            const { all, rows } = figuresOf(cells, { from, to, by: 'month' })
            if (all.n) known.push(names.map((_, k) => Number(k >= i && k <= j && (ns[k] ?? 0) > 0)))
            for (const row of rows)
              if (row.n) known.push(names.map((name, k) => Number(name === row.of && (ns[k] ?? 0) > 0)))
          }
        }
        for (let i = 0; i < ns.length; i += 1) {
          for (let j = i; j < ns.length; j += 1) {
            const n = ns.slice(i, j + 1).reduce((sum, one) => sum + one, 0)
            if (n === 0 || n >= 5) continue
            expect(
              canWorkOut(
                known,
                names.map((_, k) => Number(k >= i && k <= j && (ns[k] ?? 0) > 0)),
              ),
            ).toBe(false)
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('figures', () => {
  const cell = (subject: string, n: number, month = '2026-03'): Cell => ({
    question: 'overall',
    month,
    subject,
    country: 'DE',
    n,
    counts: { 4: n },
  })

  it('[MX-05] [PV-05] say what may be shown, row by row, and name what may not', () => {
    const cells = [cell('Exchange', 9), cell('Teams', 3), cell('Yammer', 6), cell('Exchange', 5, '2026-04')]

    expect(figuresOf(cells, { by: 'subject' })).toEqual({
      all: { of: 'all', n: 23, counts: { 4: 23 } },
      rows: [
        { of: 'Exchange', n: 14, counts: { 4: 14 } },
        { of: 'Teams', n: null },
        { of: 'Yammer', n: null },
      ],
    })
    expect(figuresOf(cells, { by: 'quarter' }).rows).toEqual([
      { of: '2026-Q1', n: 18, counts: { 4: 18 } },
      { of: '2026-Q2', n: 5, counts: { 4: 5 } },
    ])
  })

  it('[MX-05] show nothing at all of four answers, and nobody as nobody', () => {
    expect(figuresOf([cell('Exchange', 4)], { by: 'subject' })).toEqual({
      all: { of: 'all', n: null },
      rows: [{ of: 'Exchange', n: null }],
    })
    expect(figuresOf([], { by: 'subject' })).toEqual({ all: { of: 'all', n: null }, rows: [] })
  })
})
