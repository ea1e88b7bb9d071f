import { afterAll, describe, expect, it } from 'vitest'
import { samples } from '../../src/local/gallery/letters.ts'
import { buildMailbox } from '../../src/local/mailbox/app.ts'
import { languages } from '../../src/locales/languages.ts'

const app = buildMailbox()
afterAll(() => app.close())

describe('the gallery of letters', () => {
  it('shows a letter as HTML, as text and from right to left, and leads to every other language', async () => {
    const { body } = await app.inject('/dev/letters?letter=survey-reminder&language=th')

    expect(body).toContain('src="/dev/letters/survey-reminder/th"')
    expect(body).toContain('src="/dev/letters/survey-reminder/he"')
    expect(body).toContain('<pre lang="th"')
    for (const language of languages)
      expect(body).toContain(`href="/dev/letters?letter=survey-reminder&#38;language=${language}"`)
  })

  it('says which texts no native speaker has read', async () => {
    expect((await app.inject('/dev/letters?language=fr&letter=survey-thanks')).body).toContain('a draft')
    expect((await app.inject('/dev/letters?language=en-US&letter=survey-thanks')).body).toContain('reviewed')
  })

  it('has every letter, with its picture in it', async () => {
    for (const letter of samples.keys()) {
      const { statusCode, body } = await app.inject(`/dev/letters/${letter}/ja`)
      expect({ letter, statusCode }).toEqual({ letter, statusCode: 200 })
      expect(body).toContain('<html lang="ja"')
    }
  })

  it('knows no other letter and no other language', async () => {
    expect((await app.inject('/dev/letters/love-letter/en-US')).statusCode).toBe(404)
    expect((await app.inject('/dev/letters/survey-thanks/tlh')).statusCode).toBe(404)
  })
})
