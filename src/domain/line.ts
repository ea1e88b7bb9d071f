/** Reads one line of text that people and spreadsheets may be shown.
 *  @returns undefined for what is empty, too long, invisible or run as a formula */
export function readLine(text: string, { longest }: { readonly longest: number }): string | undefined {
  return text === '' || text.length > longest || unprintable.test(text) || isFormula(text) ? undefined : text
}

export function isFormula(text: string): boolean {
  return formula.test(text)
}

/** Control, direction-changing and invisible characters have no place in a name: they could break a mail header, mislead a reader, or make two
 *  of one. Joiners belong to Arabic script and to the marks of Indian ones, and nowhere else. */
const unprintable =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|(?<![\p{Script=Arabic}\p{M}])[\u200c\u200d]/u

/** A cell that begins so is run, not shown, by the spreadsheet of whoever downloads it. No person's name does; a dash alone
 *  stands where there is none. */
const formula = /^[=+@\uff1d\uff0b\uff20]|^[-\uff0d]./u
