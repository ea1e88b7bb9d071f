import { afterAll, describe, expect, it } from 'vitest'
import { samples } from '../../src/local/gallery/letters.ts'
import { buildMailbox } from '../../src/local/mailbox/app.ts'
import { languages } from '../../src/locales/languages.ts'

const app = buildMailbox()
afterAll(() => app.close())

describe('the gallery of letters', () => {
  it('shows a letter as HTML in light and dark, as text and from right to left, and leads to every other language', async () => {
    const { body } = await app.inject('/dev/letters?letter=survey-reminder&language=th')

    for (const view of ['th?in=light', 'th?in=dark', 'he?in=light'])
      expect(body).toContain(`src="/dev/letters/survey-reminder/${view}"`)
    expect(body).toContain('<pre lang="th"')
    for (const language of languages)
      expect(body).toContain(`href="/dev/letters?letter=survey-reminder&#38;language=${language}"`)
  })

  it('says which texts no native speaker has read', async () => {
    expect((await app.inject('/dev/letters?language=fr&letter=survey-thanks')).body).toContain('a draft')
    expect((await app.inject('/dev/letters?language=en-US&letter=survey-thanks')).body).toContain('reviewed')
  })

  it('[CI-03] says which language stands in for which, and what each program is written in', async () => {
    const { body } = await app.inject('/dev/letters?letter=survey-thanks&language=es-ES')

    expect(body).toMatch(/FastTrack<\/th>\s*<td>es-ES → es-419 → en-US<\/td>\s*<td>es-ES<\/td>/)
  })

  it('shows a letter in dark mode where asked, and pictures where they are not published', async () => {
    const letter = `/dev/letters/${encodeURIComponent('survey-invitation with a logo')}/de`
    const [light, dark] = [await app.inject(`${letter}?in=light`), await app.inject(`${letter}?in=dark`)]

    expect(light.body).toContain('@media not all {')
    expect(dark.body).toContain('@media all {')
    expect(dark.body).toContain('<img src="data:image/png;base64,')
  })

  it('has every letter, with its picture in it', async () => {
    for (const letter of samples.keys()) {
      const { statusCode, body } = await app.inject(`/dev/letters/${encodeURIComponent(letter)}/ja`)
      expect({ letter, statusCode }).toEqual({ letter, statusCode: 200 })
      expect(body).toContain('<html lang="ja"')
      expect(body).not.toContain('src="cid:')
    }
  })

  it('knows no other letter and no other language', async () => {
    expect((await app.inject('/dev/letters/love-letter/en-US')).statusCode).toBe(404)
    expect((await app.inject('/dev/letters/survey-thanks/tlh')).statusCode).toBe(404)
  })
})
