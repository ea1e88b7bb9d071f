import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { pngOf } from '../../src/letters/picture/png.ts'
import { Trend } from '../../src/letters/picture/Trend.tsx'

const scale = { least: 0, most: 200 }
const points = [120, 133.33, null, 150, 160, null].map((value, i) => ({ month: `2026-0${i + 1}`, value }))

describe('the picture of a trend', () => {
  it('[CI-07] is a PNG twice as wide as it is shown, and the same bytes for the same figures', async () => {
    const png = Buffer.from(await pngOf(createElement(Trend, { points, scale })), 'base64')

    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }).toEqual({ width: 1008, height: 440 })
    expect(png.toString('base64')).toBe(await pngOf(createElement(Trend, { points, scale })))
    expect(png.length).toBeLessThan(40_000)
  })

  it('[MX-08] says everything in digits, which every language reads', () => {
    const svg = renderToStaticMarkup(createElement(Trend, { points, scale }))

    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)
    expect(texts).toEqual(['0', '50', '100', '150', '200', '1', '2', '3', '4', '5', '6', '120', '133.3', '150', '160'])
  })

  it('never leads a line over a month that has no figure', () => {
    const svg = renderToStaticMarkup(createElement(Trend, { points, scale }))

    const lines = [...svg.matchAll(/points="([^"]*)"/g)].map(([, line = '']) => line.split(' ').length)
    expect(lines).toEqual([2, 2])
  })
})
