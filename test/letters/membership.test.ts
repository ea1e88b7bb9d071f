import { describe, expect, it } from 'vitest'
import { membershipLetterKinds } from '../../src/domain/vocabulary.ts'
import { renderMembershipLetter } from '../../src/letters/membership/index.ts'
import { membershipSample } from '../../src/local/gallery/membershipSample.ts'
import { message } from '../../src/locales/index.ts'
import { languages } from '../../src/locales/languages.ts'

describe.each(membershipLetterKinds)('the letter %s', (kind) => {
  it.each(languages)('[MX-08] is wholly in %s, and the same bytes each time', async (language) => {
    const letter = await renderMembershipLetter(membershipSample(kind, { language }))

    expect(letter.html).toContain(`<html lang="${language}" dir="${language === 'he' ? 'rtl' : 'ltr'}">`)
    expect(letter.text).toContain(message(language, 'letter.regards'))
    expect(`${letter.subject}${letter.html}`).not.toMatch(/\{\w+\}|undefined|NaN/)
    expect(await renderMembershipLetter(membershipSample(kind, { language }))).toEqual(letter)
  })

  it('escapes names from outside, and lets none end a header', async () => {
    const evil = '<b>N</b>\r\nBcc: eve@evil.example'
    const recipient = { kind: 'partner', name: evil, address: 'a@b.example' } as const
    const partner = { id: 'northwind', name: evil }

    const letter = await renderMembershipLetter(membershipSample(kind, { recipient, partner }))

    expect(letter.html).not.toContain('<b>')
    expect(letter.subject).not.toMatch(/[\r\n]/)
  })
})

describe('the monthly report', () => {
  it('[CI-07] says in words and figures what its picture shows, and leaves out what too few have said', async () => {
    const { html, text } = await renderMembershipLetter(membershipSample('monthly-report'))

    expect(html).toContain('alt="Line chart: Net satisfaction (NSAT), month by month, from 142.9 to 142.9.')
    expect(text).toMatch(/February 2027\s*0\s*–/)
    expect(text).toMatch(/January 2027\s*–\s*–/)
    expect(text).toMatch(/December 2026\s*7\s*142\.9/)
  })

  it('[MX-07] can be stopped with one click, alone among the letters about memberships', async () => {
    const report = await renderMembershipLetter(membershipSample('monthly-report'))
    const notice = await renderMembershipLetter(membershipSample('renewal-notice'))

    const link = 'https://plaudit.example/report/csat-index/northwind/abc'
    const oneClick = { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    expect(report.headers).toEqual(oneClick)
    expect(report.text).toContain(link)
    expect(notice.headers).toEqual({})
  })

  it('has no picture before there is anything to draw', async () => {
    const { content } = membershipSample('monthly-report')
    const questions = content.questions.map((question) => ({
      ...question,
      months: question.months.map((month) => ({ ...month, value: null })),
    }))

    const { html } = await renderMembershipLetter(
      membershipSample('monthly-report', { content: { ...content, questions } }),
    )

    expect(html).not.toContain('<img')
  })
})
