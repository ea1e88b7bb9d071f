import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { largestLogo } from '../../src/domain/brand.ts'
import { programLanguages } from '../../src/domain/programTexts.ts'
import { script } from '../../src/http/survey/assets.ts'
import {
  AnsweredPage,
  answerErrors,
  DeclinedPage,
  DeclinePage,
  ErrorPage,
  ExpiredPage,
  OptedOutPage,
  OptOutPage,
  SurveyForm,
  ThanksPage,
  UnknownPage,
} from '../../src/http/survey/pages/index.ts'
import { withStyles } from '../../src/http/survey/styles.ts'
import { languages as allLanguages, type Language } from '../../src/locales/languages.ts'
import { fasttrack } from '../../src/programs/fasttrack/program.ts'
import { programs } from '../../src/programs/index.ts'

const languages = programLanguages(fasttrack)
const engagement = { partner: 'Northwind Ltd.', customer: 'Contoso B.V.', subject: 'Exchange' }
const waysOut = { declineUrl: '/s/abc/decline', optOutUrl: '/s/abc/opt-out' }
const form = { action: '/s/abc', waysOut, shownToken: 'seal', keptDays: 365 }
const confirmation = { action: '/s/abc/decline', backUrl: '/s/abc' }

const pages: Readonly<Record<string, (language: Language) => string>> = {
  form: (language) => SurveyForm({ ...about(language), ...form }),
  'form with errors': (language) => SurveyForm({ ...about(language), ...form, errors: { overall: '!' } }),
  thanks: (language) => ThanksPage(about(language)),
  answered: (language) => AnsweredPage({ ...about(language), answeredAt: new Date('2026-12-01T09:00:00Z') }),
  expired: (language) => ExpiredPage(about(language)),
  decline: (language) => DeclinePage({ ...about(language), ...confirmation }),
  declined: (language) => DeclinedPage(about(language)),
  'opt-out': (language) => OptOutPage({ ...about(language), ...confirmation }),
  'opted-out': (language) => OptedOutPage(about(language)),
  unknown: (language) => UnknownPage({ language, languages }),
  error: (language) => ErrorPage({ language, languages, retryUrl: '/s/abc' }),
}

describe.each(Object.entries(pages))('the page %s', (_, page) => {
  it('[MX-08] is in the language asked for and turns with it', () => {
    expect(page('de')).toContain('<!doctype html><html lang="de" dir="ltr">')
    expect(page('he')).toContain('<!doctype html><html lang="he" dir="rtl">')
  })

  it('holds no inline script, and no style but those that are put in where it is sent', () => {
    expect(page('en-US')).not.toMatch(/<script(?! type="module" src="\/assets\/survey\.js\?v=[\w-]+"><\/)/)
    expect(page('en-US')).not.toMatch(
      /<style(?! data-sheet="(survey|#[0-9a-f]{6})"><\/style>)|style=|\son\w+=|javascript:/,
    )
  })

  it('offers every other language in its own words', () => {
    const html = page('en-US')

    expect(html).toContain('<li lang="de"><a href="?lang=de" hrefLang="de"><bdi>Deutsch</bdi></a></li>')
    expect(html).toContain('<li lang="he"><a href="?lang=he" hrefLang="he"><bdi>עברית</bdi></a></li>')
    expect(html).toMatch(/<a href="\?lang=en-US" hrefLang="en-US" aria-current="true"><bdi>English[^<]*<\/bdi><\/a>/)
    expect(html.match(/aria-current/g)).toHaveLength(1)
  })

  it('has one heading, a title and a main part', () => {
    const html = page('en-US')

    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(html).toMatch(/<title>[^<]+ · [^<]+<\/title>/)
    expect(html.match(/<main id="content"/g)).toHaveLength(1)
  })

  it('leaves nothing unfilled', () => {
    expect(page('he')).not.toMatch(/\{\w+\}|undefined|\[object/)
  })
})

describe('the survey form', () => {
  it('[MX-08] is never mixed: a language the program lacks gives the language of the program', () => {
    const { ja: _, ...texts } = fasttrack.texts
    const page = (language: Language) => SurveyForm({ ...about(language), program: { ...fasttrack, texts }, ...form })

    expect(page('ja')).toBe(page('en-US'))
  })

  it('[FT-05] asks every question of the program, in its words', () => {
    const html = pages.form?.('en-US') ?? ''

    expect(html).toContain('How satisfied are you with how quickly Northwind Ltd. responded to you?')
    expect(html).toContain('How satisfied are you with the expertise of Northwind Ltd.?')
    expect(html).toContain('How satisfied are you with how clearly the FastTrack benefit was explained to you?')
    expect(html).toContain('How satisfied are you with the usefulness of the content you were given?')
    expect(html).toContain('Overall, how satisfied are you with the work of Northwind Ltd.?')
    expect(html).toContain('How likely are you to recommend FastTrack to a colleague or another organization?')
    expect(html.match(/<fieldset/g)).toHaveLength(6)
  })

  it('posts the answers to the action, with the language shown and the seal of the time', () => {
    const html = pages.form?.('de') ?? ''

    expect(html).toMatch(/<form noValidate="" [^>]*action="\/s\/abc" method="post">/)
    expect(html).toContain('<input type="hidden" name="language" value="de"/>')
    expect(html).toContain('<input type="hidden" name="shown" value="seal"/>')
  })

  it('[MX-06] hides a trap for machines from people', () => {
    expect(pages.form?.('en-US')).toMatch(
      /<div class="trap" aria-hidden="true">.*<input type="text" tabindex="-1" autoComplete="off" name="website"\/>/i,
    )
  })

  it('says what it takes, who reads the answers, and that it is voluntary', () => {
    const html = pages.form?.('en-US') ?? ''

    expect(html).toContain('about two minutes. Your answers go to Northwind Ltd. and to Microsoft FastTrack.')
    expect(html).toContain('Taking part is voluntary.')
    expect(html).toContain('erase what we hold about you')
    expect(html).toContain('href="mailto:fasttrack-support@surveys.plaudit.example"')
  })

  it('marks the question that needs an answer, and no other', () => {
    expect(pages.form?.('en-US').match(/\(required\)/g)).toHaveLength(1)
  })

  it('escapes names with <b> and with quotes', () => {
    const html = SurveyForm({
      ...about('en-US'),
      ...form,
      engagement: { partner: '<b>Northwind</b>', customer: '"><script>', subject: 'Ex&change' },
      answers: { comment: '</textarea><b>' },
      shownToken: '"><b>',
    })

    expect(html).not.toMatch(/<b>|<script>/)
    expect(html).toContain('&lt;b&gt;Northwind&lt;/b&gt;')
  })
})

describe('answers that do not fit', () => {
  const problems = ['/answers/overall', '/answers/comment', '/answers/website'].map((field) => ({
    field,
    expected: '',
    got: undefined,
  }))
  const answers = { responsiveness: '4', recommend: 7, comment: 'x'.repeat(2001) }
  const html = SurveyForm({
    ...about('de'),
    ...form,
    answers,
    errors: answerErrors({ program: fasttrack }, 'de', problems),
  })

  it('[MX-08] are explained in the language of the page, only where there is a question', () => {
    expect(answerErrors({ program: fasttrack }, 'de', problems)).toEqual({
      overall: 'Bitte wählen Sie eine der vier Antworten.',
      comment: 'Bitte schreiben Sie eine Antwort mit höchstens 2.000 Zeichen.',
    })
  })

  it('are named in the title and in a summary that links to each', () => {
    expect(html).toContain('<title>Fehler: ')
    expect(html).toContain('role="alert" tabindex="-1"><h2>Bitte prüfen Sie 2 Antworten</h2>')
    expect(html).toContain('<a href="#q-overall">')
    expect(html).toContain('<a href="#q-comment">')
  })

  it('lose none of the others, and not even the text that was too long', () => {
    expect(html.match(/<input[^>]*checked[^>]*>/g)).toEqual([
      expect.stringMatching(/name="responsiveness".*value="4"/),
      expect.stringMatching(/name="recommend".*value="7"/),
    ])
    expect(html).toContain(`>${'x'.repeat(2001)}</textarea>`)
  })
})

describe('answers that came too fast', () => {
  it('[MX-06] are shown again with a request to check them', () => {
    const html = SurveyForm({ ...about('en-US'), ...form, answers: { overall: 4 }, confirm: true })

    expect(html).toContain('That was very quick. Please check your answers and send them again.')
    expect(html).toMatch(/name="overall"[^>]*checked=""/)
  })
})

describe('declining and opting out', () => {
  it.each([
    ['decline', 'Decline the invitation'],
    ['opt-out', 'Stop these emails'],
  ])('[MX-06] asks before %s: only the POST does it', (page, button) => {
    const html = pages[page]?.('en-US') ?? ''

    expect(html).toContain('<form action="/s/abc/decline" method="post">')
    expect(html).toContain(`<button type="submit">${button}</button>`)
    expect(html).toContain('<a href="/s/abc">Back to the survey</a>')
  })
})

describe('the page of an answered survey', () => {
  it('says when the answers came', () => {
    expect(pages.answered?.('de')).toContain('Ihre Antworten zu Exchange sind am 1. Dezember 2026 bei uns eingegangen.')
  })
})

describe('a survey', () => {
  const forms = programs.flatMap((program) =>
    programLanguages(program).map((language) => ({ id: program.id, language, program })),
  )

  it.each(forms)('of $id in $language comes with style, script and logo in 30 KB over the wire', (shown) => {
    const { program, language } = shown
    const html = SurveyForm({ ...about(language), ...form, program, languages: allLanguages })

    const parts = [gzipSync(withStyles(html).html), script.zipped]
    expect(parts.reduce((sum, { length }) => sum + length, largestLogo)).toBeLessThan(30 * 1024)
  })
})

describe('the stylesheet', () => {
  const css = readFileSync(new URL('../../src/http/survey/survey.css', import.meta.url), 'utf8')

  it('names no physical side, so that right-to-left pages mirror', () => {
    expect(css).not.toMatch(/(margin|padding|border|inset)-(left|right)|text-align: (left|right)|float: (left|right)/)
  })
})

function about(language: Language) {
  return { program: fasttrack, language, languages, engagement }
}
