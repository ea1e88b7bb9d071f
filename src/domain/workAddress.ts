import { domainToASCII } from 'node:url'
import freeMailDomains from 'free-email-domains'
import { getDomain } from 'tldts'
import { readEmail } from './contact.ts'

/** Why an address does not tell which organisation somebody works for: it is no address, everybody may have one there, or it
 *  belongs to who was to be judged or to who looks after them. */
export const unfitAddresses = ['no-address', 'free-mail', 'partner'] as const
export type UnfitAddress = (typeof unfitAddresses)[number]

/** The address somebody works under, and the registrable domain of their organisation in lower-case ASCII. */
export type WorkAddress = { readonly address: string; readonly domain: string }

const freeMail: ReadonlySet<string> = new Set(freeMailDomains)

/** Reads a work address.
 *  @param insiders addresses of the partner and of its PSM: nobody of their organisations is a customer
 *  @source CI-05, MX-12 */
export function readWorkAddress(
  written: string,
  { insiders }: { readonly insiders: readonly string[] },
): WorkAddress | { readonly unfit: UnfitAddress } {
  const address = readEmail(written.normalize().trim())
  const host = address && hostOf(address)
  const domain = host && registrable(host)
  if (!address || !domain) return { unfit: 'no-address' }
  if (isFreeMail(host)) return { unfit: 'free-mail' }
  if (insiders.some((insider) => organisationOf(insider) === domain)) return { unfit: 'partner' }
  return { address, domain }
}

/** The registrable domain of an address: the part of it that an organisation owns.
 *  @returns undefined when the address has none, such as one at a bare host
 *  @example organisationOf('ada@mail.contoso.co.uk') → 'contoso.co.uk' */
export function organisationOf(address: string): string | undefined {
  return registrable(hostOf(address))
}

/** Some services are listed as a whole, others by the hosts of their customers. */
function isFreeMail(host: string): boolean {
  const labels = host.split('.')
  return labels.some((_, i) => freeMail.has(labels.slice(i).join('.')))
}

function hostOf(address: string): string {
  return domainToASCII(
    address
      .slice(address.lastIndexOf('@') + 1)
      .trim()
      .toLowerCase(),
  )
}

function registrable(host: string): string | undefined {
  return getDomain(host, { allowPrivateDomains: true }) ?? undefined
}
