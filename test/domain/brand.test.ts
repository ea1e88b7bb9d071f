import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accentsOf, brandProblems, contrast, grounds, logoPicture } from '../../src/domain/brand.ts'
import { logo } from '../support/logo.ts'

const css = readFileSync(new URL('../../src/http/survey/survey.css', import.meta.url), 'utf8')
const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`)
  .filter((value) => brandProblems({ brand: { colour: value } }).length === 0)

/** The survey's own colours of text, light and dark. */
const texts = { light: ['#1c2326', '#57626a'], dark: ['#e8ecee', '#a5b0b6'] } as const

describe('the colour of a brand', () => {
  it.each([
    ['#ffffff', '#000000', 21],
    ['#777777', '#ffffff', 4.48],
    ['#0000ff', '#ffffff', 8.59],
  ])('%s has with %s the contrast %d that WCAG counts', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2)
    expect(contrast(other, one)).toBeCloseTo(ratio, 2)
  })

  it('can be read, and be written and read on, in light and in dark', () => {
    fc.assert(
      fc.property(colour, (any) => {
        const accents = accentsOf(any)
        for (const mode of ['light', 'dark'] as const) {
          const { accent, onAccent, tint } = accents[mode]
          const pairs = [
            [onAccent, accent],
            ...[...grounds[mode], tint].map((ground) => [accent, ground]),
            ...texts[mode].map((text) => [text, tint]),
          ]
          for (const [text = '', ground = ''] of pairs)
            expect({ mode, text, ground, enough: contrast(text, ground) >= 4.5 }).toMatchObject({ enough: true })
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('stays as it is where it can be read', () => {
    expect(accentsOf('#0f5c70').light.accent).toBe('#0f5c70')
    expect(accentsOf('#7fcadb').dark.accent).toBe('#7fcadb')
  })

  it('is refused when nobody would know it again', () => {
    expect(brandProblems({ brand: { colour: '#ffd400' } })).toEqual([
      { field: '/brand/colour', expected: 'a colour with a contrast of at least 3 with white', got: '#ffd400' },
    ])
    expect(brandProblems({ brand: { colour: '#0f6cbd' } })).toEqual([])
    expect(brandProblems({})).toEqual([])
  })

  it('is read on what the stylesheet has', () => {
    for (const used of [...grounds.light.map(short), ...grounds.dark, ...texts.light, ...texts.dark])
      expect(css).toContain(`: ${used};`)
  })
})

describe('a logo', () => {
  it('is a PNG whose size is known', () => {
    expect(logoPicture(logo)).toMatchObject({ width: 64, height: 64 })
    expect(brandProblems({ brand: { colour: '#0f6cbd', logo } })).toEqual([])
  })

  it.each([
    ['something else', pngOf(Buffer.from('GIF89a and a good deal more, so that it is as long as the smallest PNG'))],
    ['half of one', pngOf(bytes().subarray(0, 150))],
    ['one too low', pngOf(sized(64, 63))],
    ['one too wide', pngOf(sized(1000, 100))],
    ['one too large', pngOf(Buffer.concat([bytes().subarray(0, -12), Buffer.alloc(8192), bytes().subarray(-12)]))],
  ])('is refused when it is %s', (_, wrong) => {
    expect(brandProblems({ brand: { colour: '#0f6cbd', logo: wrong } })).toMatchObject([{ field: '/brand/logo' }])
  })
})

function bytes(): Buffer {
  return Buffer.from(logo.slice(logo.indexOf(',') + 1), 'base64')
}

function sized(width: number, height: number): Buffer {
  const png = bytes()
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  return png
}

function pngOf(png: Buffer): string {
  return `data:image/png;base64,${png.toString('base64')}`
}

function short(colour: string): string {
  return colour === '#ffffff' ? '#fff' : colour
}
