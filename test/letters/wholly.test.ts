import { describe, expect, it } from 'vitest'
import { samples } from '../../src/local/gallery/letters.ts'
import { languages } from '../../src/locales/languages.ts'

/** Languages in whose script no English word can hide. */
const otherScripts = languages.filter((language) => /^(zh|el|he|ja|ko|ru|th)/.test(language))

/** What is the same in every language: names, addresses, ids, the names of measures, and program texts of a version in English. */
const names =
  /https?:\/\/\S+|\S+@\S+|\b(eng|ref)-1\b|Ada Lovelace|Olga Owner|Silver|Gold|Partner CSAT|Northwind Ltd|Contoso B\.V|Microsoft FastTrack( Center)?|FastTrack( referrals)?|CSAT( Index)?|Customer Satisfaction Index|A court decided so|Exchange|Teams|NSAT|US(?=\$)|NPS|GDPR|Plaudit/g

describe.each(otherScripts)('a letter in %s', (language) => {
  it.each([...samples])(
    '[MX-08] has no word that stands in the code instead of its messages: %s',
    async (_, sample) => {
      const { subject, html } = await sample(language)
      const shown = html.replace(/<(style|title)[\s\S]*?<\/\1>/g, ' ')
      const described = [...shown.matchAll(/(?:alt|title|aria-label)="([^"]*)"/g)].map(([, text]) => text)
      const text = [subject, shown.replace(/<[^>]*>/g, ' '), ...described].join(' ').replace(/&[#\w]+;/g, ' ')

      expect(text.replace(names, ' ').match(/[A-Za-z]{2,}/g) ?? []).toEqual([])
    },
  )
})
