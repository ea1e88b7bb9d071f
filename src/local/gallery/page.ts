import { ownName } from '../../locales/languageNames.ts'
import { direction, type Language, languages } from '../../locales/languages.ts'
import { statusOf } from '../../locales/status.ts'
import { type Html, html } from '../mailbox/html.ts'
import { fallbacks } from './fallback.ts'
import type { Found } from './index.ts'
import { samples } from './letters.ts'

/** One letter in one language: HTML in light and in dark, plain text, and Hebrew beside it; below what somebody gets who reads the
 *  language, and the subject in all languages. */
export async function galleryPage({ letter, language, sample }: Found): Promise<string> {
  const { subject, text } = await sample(language)
  const subjects = await Promise.all(languages.map(async (one) => ({ language: one, ...(await sample(one)) })))
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${letter} · ${language} · Plaudit letters</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/dev/gallery.css">
</head>
<body>
  <header>
    <h1><a href="/">Plaudit</a> letters</h1>
    <form action="/dev/letters">
      ${select(
        'letter',
        'Letter',
        letter,
        [...samples.keys()].map((kind) => ({ value: kind, name: kind })),
      )}
      ${select(
        'language',
        'Language',
        language,
        languages.map((one) => ({ value: one, name: `${ownName(one, languages)} (${one})` })),
      )}
      <button>Show</button>
    </form>
    <nav aria-label="Next">${beside(letter, language)}</nav>
  </header>
  <main>
    <h2 lang="${language}" dir="${direction(language)}">${subject}</h2>
    <p>These texts are <strong>${statusOf(language) === 'draft' ? 'a draft: no native speaker has read them yet' : 'reviewed'}</strong>.</p>
    <div class="views">
      ${view('HTML, light', frame(letter, language, 'light'))}
      ${view('HTML, dark', frame(letter, language, 'dark'))}
      ${view('Plain text', html`<pre lang="${language}" dir="auto" tabindex="0">${text}</pre>`)}
      ${view('Right to left', frame(letter, 'he', 'light'))}
    </div>
    ${fallbacks(language)}
    <h2>Its subject in every language</h2>
    <table>
      <thead><tr><th scope="col">Language</th><th scope="col">Subject</th><th scope="col">Characters</th><th scope="col">Status</th></tr></thead>
      <tbody>${subjects.map((one) => row(letter, one))}</tbody>
    </table>
  </main>
</body>
</html>`.markup
}

type Option = { readonly value: string; readonly name: string }

function select(name: string, label: string, chosen: string, options: readonly Option[]): Html {
  const shown = options.map(({ value, name: text }) =>
    value === chosen
      ? html`<option value="${value}" selected>${text}</option>`
      : html`<option value="${value}">${text}</option>`,
  )
  return html`<label>${label} <select name="${name}">${shown}</select></label>`
}

/** The languages before and after, to go through all of them. */
function beside(letter: string, language: Language): readonly Html[] {
  const at = languages.indexOf(language)
  return [
    { to: languages[at - 1], arrow: '←' },
    { to: languages[at + 1], arrow: '→' },
  ].flatMap(({ to, arrow }) => (to ? [html`<a href="${link(letter, to)}">${arrow} ${to}</a>`] : []))
}

function view(title: string, content: Html): Html {
  return html`<section><h3>${title}</h3>${content}</section>`
}

function frame(letter: string, language: Language, mode: 'light' | 'dark'): Html {
  const source = `/dev/letters/${encodeURIComponent(letter)}/${language}?in=${mode}`
  return html`<iframe title="${language}, ${mode}" sandbox src="${source}"></iframe>`
}

function row(letter: string, { language, subject }: { readonly language: Language; readonly subject: string }): Html {
  return html`<tr>
    <th scope="row"><a href="${link(letter, language)}">${language}</a></th>
    <td lang="${language}" dir="${direction(language)}">${subject}</td>
    <td>${subject.length}</td>
    <td>${statusOf(language)}</td>
  </tr>`
}

function link(letter: string, language: string): string {
  return `/dev/letters?${new URLSearchParams({ letter, language }).toString()}`
}
