import { type Accent, accentsOf, type Brand } from '../domain/brand.ts'

/** Colours of a letter in light mode; dark mode replaces them by class. Each text pair has a contrast of at least 4.5. */
export const colours = {
  page: '#f4f3ef',
  card: '#ffffff',
  line: '#e2dfd7',
  ink: '#1c2326',
  quiet: '#57626a',
  accent: '#0f5c70',
  onAccent: '#ffffff',
} as const

/** One that Windows has comes first: Outlook there takes Times where it does not know the first. */
export const font = {
  fontFamily: 'Segoe UI, -apple-system, Roboto, Helvetica Neue, Arial, sans-serif',
  fontSize: '16px',
  lineHeight: '1.55',
} as const

/** Programs that follow the device know the media query; Outlook on the web and on phones marks what it has recoloured. */
export function darkMode(accents: LetterAccent): string {
  const marked = ['[data-ogsb] ', '[data-ogsc] '].map((mark) => darkRules(accents, mark))
  return `:root { color-scheme: light dark }
@media (prefers-color-scheme: dark) {
${darkRules(accents)}
}
${marked.join('\n')}`
}

function darkRules({ accent, onAccent }: LetterAccent, mark = ''): string {
  const rules = [
    '.page { background-color: #14191b !important }',
    '.card { background-color: #1d2427 !important; border-color: #323b3f !important }',
    '.logo { background-color: #ffffff !important }', // logos are made for white paper
    '.ink { color: #e8ecee !important }',
    '.quiet { color: #a5b0b6 !important }',
    '.rule { border-color: #323b3f !important }',
    `.link { color: ${accent} !important }`,
    `.answer { color: ${accent} !important; border-color: ${accent} !important }`,
    `.button { background-color: ${accent} !important }`,
    `.button-text { color: ${onAccent} !important }`,
  ]
  return rules.map((rule) => `${mark}${rule}`).join('\n')
}

export type LetterAccent = Pick<Accent, 'accent' | 'onAccent'>
export type Accents = { readonly light: LetterAccent; readonly dark: LetterAccent }

/** What is acted on: links and the button, in light mode and in dark. */
const ours: Accents = {
  light: { accent: colours.accent, onAccent: colours.onAccent },
  dark: { accent: '#7fcadb', onAccent: '#0b2229' },
}

/** The colour of a program's brand, as it can be read in letters; ours where it has none. */
export function letterAccents({ brand }: { readonly brand?: Brand }): Accents {
  return brand ? accentsOf(brand.colour) : ours
}

/** Mail programs do not know logical properties such as `text-align: start`. */
export function sides(direction: Direction): { readonly start: 'left' | 'right' } {
  return { start: direction === 'rtl' ? 'right' : 'left' }
}

/** A margin or padding in pixels, by the sides a reader knows.
 *  @example around('rtl', { bottom: 16, start: 24 }) → '0px 24px 16px 0px' */
export function around(direction: Direction, { top = 0, end = 0, bottom = 0, start = 0 }: Sides): string {
  const [right, left] = direction === 'rtl' ? [start, end] : [end, start]
  return [top, right, bottom, left].map((pixels) => `${pixels}px`).join(' ')
}

type Direction = 'ltr' | 'rtl'
type Sides = { readonly [side in 'top' | 'end' | 'bottom' | 'start']?: number }
