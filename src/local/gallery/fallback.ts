import type { Program } from '../../domain/program.ts'
import { programLanguage } from '../../domain/programTexts.ts'
import { ownName } from '../../locales/languageNames.ts'
import { type Language, languages, nearestLanguage } from '../../locales/languages.ts'
import { programs } from '../../programs/index.ts'
import { type Html, html } from '../mailbox/html.ts'

/** What somebody gets who reads a language, of each program. */
export function fallbacks(language: Language): Html {
  return html`<h2>What readers of ${ownName(language, languages)} get</h2>
    <p>The first of these languages that the program has texts in. A letter is never mixed.</p>
    <table>
      <thead><tr><th scope="col">Program</th><th scope="col">In this order</th><th scope="col">Written in</th></tr></thead>
      <tbody>${programs.map((program) => row(program, language))}</tbody>
    </table>`
}

function row(program: Program, language: Language): Html {
  return html`<tr>
    <th scope="row">${program.name}</th>
    <td>${chainOf(language, program.language).join(' → ')}</td>
    <td>${programLanguage(program, language)}</td>
  </tr>`
}

/** What a reader gets, best first: each language after those before it are not available, the default at last.
 *  @example chainOf('es-ES', 'en-US') → ['es-ES', 'es-419', 'en-US'] */
function chainOf(wanted: Language, fallback: Language): readonly Language[] {
  const chain: Language[] = []
  let next = nearestLanguage(wanted, languages, fallback)
  while (next !== fallback) {
    chain.push(next)
    next = nearestLanguage(
      wanted,
      languages.filter((language) => !chain.includes(language)),
      fallback,
    )
  }
  return [...chain, fallback]
}
