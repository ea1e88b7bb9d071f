import { describe, expect, it } from 'vitest'
import { accentsOf } from '../../src/domain/brand.ts'
import { gdprFields, letterKinds } from '../../src/domain/vocabulary.ts'
import { renderLetter } from '../../src/letters/index.ts'
import { engagementSample } from '../../src/local/gallery/engagementSample.ts'
import { message } from '../../src/locales/index.ts'
import { languages } from '../../src/locales/languages.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'

const engagement = engagementSample('survey-invitation').engagement

describe.each(letterKinds)('the letter %s', (kind) => {
  it('is the same bytes for the same context', async () => {
    expect(await renderLetter(engagementSample(kind))).toEqual(await renderLetter(engagementSample(kind)))
  })

  it.each(languages)('[MX-08] is wholly in %s', async (language) => {
    const { html, text } = await renderLetter(engagementSample(kind, { language }))

    expect(html).toContain(`<html lang="${language}" dir="${language === 'he' ? 'rtl' : 'ltr'}">`)
    expect(text).toContain(message(language, 'letter.regards'))
    expect(html).not.toMatch(/\{\w+\}|undefined/)
  })

  it('escapes names from outside', async () => {
    const { html } = await renderLetter(
      engagementSample(kind, { engagement: { ...engagement, partner: '<b>Northwind</b>', customer: '"><img src=x>' } }),
    )

    expect(html).not.toMatch(/<b>|<img/)
  })

  it('takes on the colour of the brand in place of ours, in light and in dark', async () => {
    const brand = { colour: '#8a3ffc' }
    const { html } = await renderLetter(engagementSample(kind, { program: { ...fasttrack, brand } }))

    expect(html).not.toMatch(/#0f5c70|#7fcadb/)
    const { light, dark } = accentsOf(brand.colour)
    expect(html).toContain(`color:${light.accent}`)
    expect(html).toContain(`.link { color: ${dark.accent} !important }`)
  })

  it('can be read without HTML', async () => {
    const { text } = await renderLetter(engagementSample(kind))

    const isToVisitor = kind === 'answer-confirmation' || kind === 'confirmation-reminder' // whom nobody named
    expect(text).toContain(isToVisitor ? 'Hello,\n\n' : 'Hello Ada Lovelace,\n\n')
    expect(text).not.toMatch(/<\/?\w+|&\w+;|\n{4}/)
  })

  it('carries no line break in any header, whatever the names', async () => {
    const evil = 'Contoso\r\nBcc: eve@evil.example\u2028'
    const letter = await renderLetter(
      engagementSample(kind, {
        program: { ...fasttrack, sender: { ...fasttrack.sender, name: evil, address: 'a@b.example\r\nBcc: x' } },
        recipient: {
          kind: engagementSample(kind).recipient.kind,
          name: evil,
          address: 'ada@contoso.example\r\nBcc: x',
        },
        engagement: { ...engagement, subject: evil, partner: evil, customer: evil },
      }),
    )

    const headers = [letter.from, letter.to, letter.replyTo, letter.subject, ...Object.values(letter.headers)]
    expect(headers.filter((header) => /[\p{Cc}\p{Zl}]/u.test(header))).toEqual([])
  })
})

describe('the survey invitation', () => {
  it('[FT-04] comes from Microsoft FastTrack Center with the fixed address and subject', async () => {
    const letter = await renderLetter(engagementSample('survey-invitation'))

    expect(letter.from).toBe('Microsoft FastTrack Center <fasttrack-center@surveys.plaudit.example>')
    expect(letter.replyTo).toBe('fasttrack-support@surveys.plaudit.example')
    expect(letter.to).toBe('ada@contoso.example')
    expect(letter.subject).toBe('It only takes two minutes')
  })

  it('has one button, which leads to the survey', async () => {
    const { html, text } = await renderLetter(engagementSample('survey-invitation'))

    expect(html.match(/class="button-text" href="([^"]*)"/g)).toEqual([
      'class="button-text" href="https://plaudit.example/s/abc"',
    ])
    expect(text).toContain('Start the survey https://plaudit.example/s/abc\n')
  })

  it('says why the contact gets it and that taking part is voluntary', async () => {
    const { text } = await renderLetter(engagementSample('survey-invitation'))

    expect(text).toContain('Northwind Ltd. named you as a contact at Contoso B.V. for Exchange.')
    expect(text).toContain('Taking part is voluntary.')
  })

  it('is not written without its link', async () => {
    const links = { optOut: 'https://plaudit.example/s/abc/opt-out' }

    await expect(renderLetter(engagementSample('survey-invitation', { links }))).rejects.toThrow(
      'a survey-invitation letter needs links.survey',
    )
  })
})

describe('the reminder', () => {
  it('[MX-08] is in the language of the contact', async () => {
    const { subject, text } = await renderLetter(engagementSample('survey-reminder', { language: 'de' }))

    expect(subject).toBe('Erinnerung: Es dauert nur zwei Minuten')
    expect(text).toContain('Ihre Antworten sind noch nicht bei uns eingegangen.')
  })

  it('[FT-09] says that it is the only one, where the program sends only one', async () => {
    const [first] = fasttrack.survey.followUps
    const twice = { ...fasttrack, survey: { ...fasttrack.survey, followUps: first ? [first, first] : [] } }

    expect((await renderLetter(engagementSample('survey-reminder'))).text).toContain('This is our only reminder.')
    expect((await renderLetter(engagementSample('survey-reminder', { program: twice }))).text).not.toContain(
      'only reminder',
    )
  })
})

describe('opting out', () => {
  it.each(['survey-invitation', 'survey-reminder', 'survey-thanks'] as const)(
    '[MX-07] takes one click in the mail program and a visible link in %s',
    async (kind) => {
      const { headers, html } = await renderLetter(engagementSample(kind))

      expect(headers).toEqual({
        'List-Unsubscribe': '<https://plaudit.example/s/abc/opt-out>',
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      })
      expect(html).toContain('href="https://plaudit.example/s/abc/opt-out"')
    },
  )

  it('[MX-07] cannot be left out of a letter to a contact', async () => {
    const links = { survey: 'https://plaudit.example/s/abc' }

    await expect(renderLetter(engagementSample('survey-reminder', { links }))).rejects.toThrow('needs links.optOut')
  })

  it.each(['contact-request', 'contact-escalation'] as const)('is not offered in %s', async (kind) => {
    expect((await renderLetter(engagementSample(kind))).headers).toEqual({})
  })
})

describe('the request for contacts', () => {
  it('[FT-06] lists every field a contact needs', async () => {
    const { text } = await renderLetter(engagementSample('contact-request'))

    const missing = gdprFields.filter((field) => !text.includes(` * ${message('en-US', `field.${field}`)}`))
    expect(missing).toEqual([])
  })

  it('[FT-07] says until when, and that the PSM is asked after that', async () => {
    const { text } = await renderLetter(engagementSample('contact-request'))

    expect(text).toContain(
      'Please name the contacts by December 1, 2026. After that, we will ask your partner success manager to help.',
    )
  })

  it('leads to the engagement in the console', async () => {
    const { text } = await renderLetter(engagementSample('contact-request'))

    expect(text).toContain('Name the contacts https://plaudit.example/console/engagements/eng-1')
  })
})

describe('the escalation', () => {
  const owner = { kind: 'owner', name: 'Olga Owner', address: 'owner@plaudit.example' } as const

  it('[FT-07] tells the PSM after a week, and that the owner is next', async () => {
    const { subject, text } = await renderLetter(engagementSample('contact-escalation'))

    expect(subject).toBe('Northwind Ltd. has not named contacts for Exchange at Contoso B.V.')
    expect(text).toContain('We asked Northwind Ltd. 7 days ago')
    expect(text).toContain('Please get in touch with Northwind Ltd.')
    expect(text).toContain('after December 1, 2026, we will inform the program owner.')
  })

  it('[FT-07] tells the owner after two weeks, and that the engagement closes next', async () => {
    const { text } = await renderLetter(engagementSample('contact-escalation', { recipient: owner }))

    expect(text).toContain('We asked Northwind Ltd. 14 days ago')
    expect(text).toContain('we will close this engagement without a survey.')
  })
})

describe('the sender', () => {
  it('is quoted where its name holds characters of the header', async () => {
    const program = { ...fasttrack, sender: { ...fasttrack.sender, name: 'Northwind, "Cloud" Ltd.' } }

    expect((await renderLetter(engagementSample('survey-thanks', { program }))).from).toBe(
      '"Northwind, \\"Cloud\\" Ltd." <fasttrack-center@surveys.plaudit.example>',
    )
  })
})
