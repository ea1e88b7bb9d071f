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

export const font = {
  fontFamily: "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontSize: '16px',
  lineHeight: '1.55',
} as const

export function darkMode({ accent, onAccent }: LetterAccent): string {
  return `@media (prefers-color-scheme: dark) {
.page { background-color: #14191b !important }
.card { background-color: #1d2427 !important; border-color: #323b3f !important }
.ink { color: #e8ecee !important }
.quiet { color: #a5b0b6 !important }
.rule { border-color: #323b3f !important }
.link { color: ${accent} !important }
.answer { color: ${accent} !important; border-color: ${accent} !important }
.button { background-color: ${accent} !important; color: ${onAccent} !important }
}`
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
export function sides(direction: 'ltr' | 'rtl'): { readonly start: 'left' | 'right' } {
  return { start: direction === 'rtl' ? 'right' : 'left' }
}
