import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

/** Keeps a picture of a whole page for people to look at, in `.artifacts/pictures`, where PICTURES=1. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] !== '1') return
  const dir = fileURLToPath(new URL('../../.artifacts/pictures', import.meta.url))
  await mkdir(dir, { recursive: true })
  await page.screenshot({ path: `${dir}/${name}.png`, fullPage: true, animations: 'disabled' })
}
