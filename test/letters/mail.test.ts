import { describe, expect, it } from 'vitest'
import { samples } from '../../src/local/gallery/letters.ts'

/** What Gmail, Apple Mail and Outlook on the web know. Outlook for Windows knows it too, or loses no more than decoration by it: corners,
 *  transparency, greatest sizes, of which `width` attributes say the same.  @source caniemail.com, read 2026-11-27 */
const known = [
  'background-color border border-bottom border-collapse border-color border-radius border-style border-width box-sizing',
  'color display font-family font-size font-weight height line-height margin margin-bottom max-height max-width',
  'mso-hide mso-padding-alt opacity overflow padding text-align text-decoration vertical-align width word-break',
].flatMap((line) => line.split(' '))

/** What has room around it or a width of its own in Outlook for Windows; links are buttons in a cell. */
const places: Readonly<Record<string, readonly string[]>> = {
  margin: ['p', 'h1', 'ul', 'a'],
  padding: ['td', 'th', 'a'],
  width: ['table', 'td', 'a'],
}

/** Values that one of them does not know. */
const unheardOf = /\b(var|calc|url|rgba?|hsla?|start|end|inherit|flex|grid)\b|\d(r?em|vw|vh)\b/

type Tag = { readonly name: string; readonly of: ReadonlyMap<string, string> }

describe.each(['en-US', 'he'] as const)('in a letter in %s', (language) => {
  it.each([...samples])('mail programs know how all of it looks: %s', async (_, sample) => {
    const { html } = await sample(language)

    expect(problemsOf(tagsOf(html))).toEqual([])
  })
})

describe('what mail programs do not know', () => {
  it.each([
    '<p style="padding-inline-start:24px">',
    '<p style="padding:8px">',
    '<div style="display:flex">',
    '<p style="margin:0 0 1rem">',
    '<td style="text-align:start">',
    '<table style="margin:0 0 16px" role="presentation">',
    '<table>',
    '<td style="background-color:#ffffff">',
    '<img src="https://plaudit.example/x.png" width="32" alt="">',
    '<a class="button-text" href="https://plaudit.example/s/abc">',
  ])('is found: %s', (html) => {
    expect(problemsOf(tagsOf(html))).toHaveLength(1)
  })
})

/** React writes every attribute between double quotes. */
function tagsOf(html: string): readonly Tag[] {
  return [...html.matchAll(/<([a-z]\w*)((?:\s[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, name = '', attributes = '']) => ({
      name,
      of: new Map([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])),
    }),
  )
}

function problemsOf(tags: readonly Tag[]): readonly string[] {
  return tags.flatMap((tag, at) => [...styleProblems(tag), ...tagProblems(tag, tags[at - 1])])
}

function styleProblems({ name, of }: Tag): readonly string[] {
  return [...stylesOf(of)].flatMap(([property, value]) => {
    if (!known.includes(property)) return [`${property} of ${name}`]
    const isMisplaced = value !== '0' && places[property]?.includes(name) === false
    return isMisplaced || unheardOf.test(value) ? [`${property}: ${value} of ${name}`] : []
  })
}

function tagProblems({ name, of }: Tag, before: Tag | undefined): readonly string[] {
  const styles = stylesOf(of)
  const isLaidOut = of.get('role') === 'presentation' || of.get('class') === 'figures'
  const isCell = before?.name === 'td' && before.of.has('bgcolor')
  return [
    ...(name === 'table' && !isLaidOut ? ['a table that is read out as one'] : []),
    ...(name === 'td' && styles.has('background-color') && !of.has('bgcolor') ? ['a cell without a colour'] : []),
    ...(name === 'img' && !['src', 'alt', 'width', 'height'].every((key) => of.has(key))
      ? ['a picture of no size']
      : []),
    ...(of.get('class') === 'button-text' && !isCell ? ['a button without a cell'] : []),
  ]
}

function stylesOf(of: Tag['of']): ReadonlyMap<string, string> {
  const declarations = of.get('style')?.split(';') ?? []
  return new Map(
    declarations.filter(Boolean).map((one) => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1)]),
  )
}
