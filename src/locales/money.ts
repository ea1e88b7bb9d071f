import type { Language } from './languages.ts'

/** An amount as people of the language write it, without cents where there are none.
 *  @param currency ISO 4217  @example money('de', { amount: 20, currency: 'USD' }) → '20 $' */
export function money(
  language: Language,
  { amount, currency }: { readonly amount: number; readonly currency: string },
): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })
  return format.format(amount)
}
