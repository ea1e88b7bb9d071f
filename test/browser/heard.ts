import type { Page } from 'playwright-core'

/** What a screen reader has to tell of, beside plain text. */
const told = new Set(
  'alert banner button checkbox contentinfo DisclosureTriangle group heading link main navigation progressbar radiogroup status textbox'.split(
    ' ',
  ),
)

/** What Chromium tells a screen reader of a page, in the order it is read: role, name, states, and what describes it; but for the single
 *  points of scales. A landmark or region without a name is its role alone. */
export async function heard(page: Page): Promise<readonly string[]> {
  const devtools = await page.context().newCDPSession(page)
  const { nodes } = await devtools.send('Accessibility.getFullAXTree')
  await devtools.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const read = (id: string): readonly string[] => {
    const node = byId.get(id)
    if (!node) return []
    const role = String(node.role?.value)
    const isTold = !node.ignored && told.has(role) && (role !== 'group' || node.name?.value)
    const states = (node.properties ?? [])
      .filter(({ name, value }) => stated.includes(name) && ![false, 'false', undefined].includes(value.value))
      .map(({ name, value }) => (name === 'live' ? `${name}:${value.value}` : name))
    const name = node.name?.value ? [`"${node.name.value}"`] : []
    const description = node.description?.value ? [`– ${node.description.value}`] : []
    const line = [role, ...name, ...states, ...description].join(' ')
    return [...(isTold ? [line] : []), ...(node.childIds ?? []).flatMap(read)]
  }
  return read(nodes[0]?.nodeId ?? '')
}

const stated: readonly string[] = ['checked', 'expanded', 'focused', 'invalid', 'live', 'required']
