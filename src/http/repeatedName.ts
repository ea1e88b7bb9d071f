/** The first name that stands twice in the same object of a JSON text. Parsers keep one of the two values, and not all the same one, so which was
 *  meant nobody can know.
 *  @param json a text that was parsed before */
export function repeatedName(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [] // a set of names for each object, nothing for a list
  let text = ''
  for (let i = 0; i < json.length; i += 1) {
    const character = json[i]
    if (character === '"') {
      const end = endOfText(json, i)
      text = json.slice(i, end + 1)
      i = end
    } else if (character === '{') open.push(new Set())
    else if (character === '[') open.push(undefined)
    else if (character === '}' || character === ']') open.pop()
    else if (character === ':' && !isNew(open.at(-1), nameOf(text))) return nameOf(text)
  }
  return undefined
}

function isNew(names: Set<string> | undefined, name: string): boolean {
  const size = names?.size
  return names?.add(name).size !== size
}

/** Where the text that begins at a quote ends: at the next quote that no odd number of backslashes precedes. */
function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1)
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1)
  return end
}

function isEscaped(json: string, at: number): boolean {
  let before = at - 1
  while (json[before] === '\\') before -= 1
  return (at - before) % 2 === 0
}

function nameOf(text: string): string {
  return text.includes('\\') ? String(JSON.parse(text)) : text.slice(1, -1)
}
