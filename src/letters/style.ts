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

export const darkMode = `@media (prefers-color-scheme: dark) {
.page { background-color: #14191b !important }
.card { background-color: #1d2427 !important; border-color: #323b3f !important }
.ink { color: #e8ecee !important }
.quiet { color: #a5b0b6 !important }
.rule { border-color: #323b3f !important }
.link { color: #7fcadb !important }
.button { background-color: #7fcadb !important; color: #0b2229 !important }
}`

/** Mail programs do not know logical properties such as `text-align: start`. */
export function sides(direction: 'ltr' | 'rtl'): { readonly start: 'left' | 'right' } {
  return { start: direction === 'rtl' ? 'right' : 'left' }
}
