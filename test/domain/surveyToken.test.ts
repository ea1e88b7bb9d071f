import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '../../src/domain/ids.ts'
import { readSurveyToken, surveyToken } from '../../src/domain/surveyToken.ts'

const secret = 'a secret of at least thirty-two characters'
const id = 'inv_0123456789ab'
const token = surveyToken(secret, id)
const [, signature = ''] = token.split('.')

describe('the token of a survey', () => {
  it('names its invitation, and is the same each time, so that a reminder repeats it', () => {
    expect(readSurveyToken(secret, token)).toBe(id)
    expect(surveyToken(secret, id)).toBe(token)
  })

  it('is safe in an address', () => {
    expect(surveyToken(secret, newId('inv'))).toMatch(/^[\w-]+\.[\w-]{22}$/)
  })

  it.each([
    ['another secret', surveyToken('another secret of at least thirty-two', id)],
    ['another invitation', `inv_0123456789ac.${signature}`],
    ['no signature', id],
    ['an empty signature', `${id}.`],
    ['a signature alone', `.${signature}`],
    ['one that is cut short', token.slice(0, -1)],
    ['something behind it', `${token}A`],
    ['another part behind it', `${token}.x`],
    ['padding', `${token}==`],
    ['a blank before it', ` ${token}`],
    ['another alphabet', token.replaceAll('-', '+').replaceAll('_', '/')],
    ['nothing', ''],
    ['a dot', '.'],
    ['a NUL', `${token}\0`],
    ['another script', '‮'.repeat(39)],
  ])('is not ours with %s', (_, forged) => {
    expect(readSurveyToken(secret, forged)).toBeUndefined()
  })

  it('is ours in one spelling only', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, letter) => {
        const other = token.slice(0, at) + letter + token.slice(at + 1)
        expect(readSurveyToken(secret, other) === id).toBe(other === token)
      }),
    )
  })

  it('cannot be guessed: no made-up text is one', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(readSurveyToken(secret, text)).toBeUndefined()
      }),
    )
  })
})
