import fc from 'fast-check'
import freeMailDomains from 'free-email-domains'
import { describe, expect, it } from 'vitest'
import { organisationOf, readWorkAddress } from '../../src/domain/workAddress.ts'

const insiders = ['projects@fabrikam.example', 'nora@mail.plaudit.example']

describe('a work address', () => {
  it.each([
    ['ada@contoso.example', 'contoso.example'],
    [' Ada.Byron@Contoso.Example ', 'contoso.example'],
    ['ada@eu.mail.contoso.co.uk', 'contoso.co.uk'],
    ['ada@contoso.com.br', 'contoso.com.br'],
    ['ada@contoso.github.io', 'contoso.github.io'],
    ['ada@xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
  ])('[CI-05] %s names the organisation %s', (written, domain) => {
    expect(readWorkAddress(written, { insiders })).toEqual({ address: written.trim(), domain })
  })

  it.each([
    ['', 'no-address'],
    ['ada', 'no-address'],
    ['ada@localhost', 'no-address'],
    ['ada@192.0.2.1', 'no-address'],
    ['ada@co.uk', 'no-address'],
    ['ada@contoso.example, eve@contoso.example', 'no-address'],
    ['ada@contoso.example\nbcc: eve@contoso.example', 'no-address'],
    ['ada@gmail.com', 'free-mail'],
    ['ada@GMAIL.com', 'free-mail'],
    ['ada@web.de', 'free-mail'],
    ['ada@walla.co.il', 'free-mail'],
    ['ada@fabrikam.example', 'partner'],
    ['ada@sales.Fabrikam.example', 'partner'],
    ['ada@plaudit.example', 'partner'],
    ['ada@eu.plaudit.example', 'partner'],
  ] as const)('[CI-05] %j is refused as %s', (written, unfit) => {
    expect(readWorkAddress(written, { insiders })).toEqual({ unfit })
  })

  it('[CI-05] of a name that only ends like the partner is somebody else', () => {
    expect(readWorkAddress('ada@notfabrikam.example', { insiders })).toMatchObject({ domain: 'notfabrikam.example' })
  })

  it('[CI-05] has the organisation it is read with, however the host is written', () => {
    const host = fc.domain().filter((name) => organisationOf(`ada@${name}`) !== undefined)
    fc.assert(
      fc.property(host, fc.constantFrom('', 'mail.', 'eu.mail.'), (name, below) => {
        const read = readWorkAddress(`ada@${below}${name}`.toUpperCase(), { insiders })
        fc.pre('domain' in read)
        expect(read).toMatchObject({ domain: organisationOf(`eve@${name}`) })
      }),
    )
  })

  it('[CI-05] is never one of a free mail service, at whatever host of it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...freeMailDomains), fc.constantFrom('', 'mail.'), (domain, below) => {
        expect(readWorkAddress(`ada@${below}${domain}`, { insiders })).toHaveProperty('unfit')
      }),
    )
  })
})
