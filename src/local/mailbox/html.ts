/** Markup that is safe to put on a page. */
export type Html = { readonly markup: string }

type Part = Html | readonly Html[] | string | number | undefined

/** Builds markup from a template; everything put into it that is not markup itself is escaped. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const rendered = pieces.map((piece, index) => piece + render(parts[index]))
  return { markup: rendered.join('') }
}

function render(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part))
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('')
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
